#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const inPackage = (name) => fileURLToPath(new URL(name, root));

/**
 * Compile src/ to dist/; only what changed when it was compiled before.
 *
 * An installed package brings dist/ and has nothing to compile; neither has a checkout whose development packages were left out.
 * Speaks on standard error: standard output belongs to the command.
 *
 * @param isClean - Leave nothing of an older build, as a package must.
 * @returns Whether there is something to run.
 */
export function build(isClean = false) {
  const isBuilt = existsSync(inPackage('dist/main.js'));
  const compiler = findCompiler();
  if (!existsSync(inPackage('src')) || compiler === undefined) {
    if (!isBuilt) process.stderr.write('parlance: dist/ is missing; run "npm ci && npm run build" first\n');
    return isBuilt;
  }
  if (isClean) rmSync(inPackage('dist'), { recursive: true, force: true });
  if (isClean || !isBuilt)
    process.stderr.write('parlance: compiling src/ to dist/ (some ten seconds, once) …\n');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: fileURLToPath(root),
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

function findCompiler() {
  const { resolve } = createRequire(import.meta.url);
  try {
    // TypeScript alone may be there without the others: a dependency takes it where it can get it.
    resolve('@types/node/package.json');
    return resolve('typescript/bin/tsc');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = build(process.argv.includes('--clean')) ? 0 : 1;
