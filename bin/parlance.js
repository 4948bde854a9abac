#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// From Node 22.8 on, what was compiled once is not compiled at the next start.
module.enableCompileCache?.();
const compiled = new URL('../dist/main.js', import.meta.url);
if (!existsSync(compiled)) {
  const built = spawnSync('npm', ['run', 'build', '--silent'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    // Standard input and output belong to the command: `mcp` speaks a protocol over them.
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
const { main } = await import(compiled.href);
process.exitCode = await main(process.argv.slice(2), process.env);
