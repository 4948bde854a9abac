import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../support/package-root.js';

const STATIC_IMPORT = /^(?:import|export) (?:[^;'"]*? from )?['"]([^'"]+)['"];/gm;

/** What a compiled module loads before its first line runs: our files by their paths in `dist`, packages by their names. */
function loadedWith(entries: readonly string[]): {
  readonly files: Set<string>;
  readonly packages: Set<string>;
} {
  const dist = path.join(PACKAGE_ROOT, 'dist');
  const [files, packages] = [new Set<string>(), new Set<string>()];
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, name = ''] of readFileSync(path.join(dist, file), 'utf8').matchAll(STATIC_IMPORT)) {
      if (name.startsWith('.')) visit(path.join(path.dirname(file), name));
      else if (!name.startsWith('node:')) packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
    }
  };
  entries.forEach(visit);
  return { files, packages };
}

/** Whoever adds to this list makes every start wait for it: what one request needs is loaded by that request. */
const PACKAGES = [
  'cli-progress',
  'cookie',
  'decode-named-character-reference',
  'express',
  'helmet',
  'i18next',
  'libsql',
  'lru-cache',
  'negotiator',
  'pino',
  'preact',
  'preact-render-to-string',
  'zod',
];

describe('a start of the service', () => {
  const { files, packages } = loadedWith(['main.js', 'cli/serve.js']);

  it('loads no package that only some requests need', () => {
    expect([...packages].sort()).toEqual(PACKAGES);
  });

  it.each([
    /^check\//,
    /^report\//,
    /^markdown\/pipeline/,
    /^walk\/clock\//,
    /^api\/contract\//,
    /^workers\//,
  ])('loads nothing of %s', (room) => {
    expect([...files].filter((file) => room.test(file))).toEqual([]);
  });
});
