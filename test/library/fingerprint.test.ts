import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompilerOptions } from '../../src/ingest/compiler-options.js';
import { COMPILER_ROOMS, compilerFingerprint, libraryFile } from '../../src/ingest/fingerprint.js';
import { PACKAGE_ROOT } from '../support/package-root.js';

const options: CompilerOptions = {
  contentDir: '/content',
  inlineDir: '/data/images',
  internalHosts: ['*.intranet.example'],
  videoHosts: ['video.example'],
  sourceLocale: 'en',
};

describe('compilerFingerprint', () => {
  it('is the same for the same code and settings', () => {
    expect(compilerFingerprint(options)).toBe(compilerFingerprint({ ...options }));
    expect(compilerFingerprint(options)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    { internalHosts: [] },
    { internalHosts: ['*.intranet.example', 'x.example'] },
    { videoHosts: [] },
    { sourceLocale: 'de' },
  ])('changes with %j', (change) => {
    expect(compilerFingerprint({ ...options, ...change })).not.toBe(compilerFingerprint(options));
  });

  it('covers every room that the compiler imports', () => {
    const rooms = new Set<string>(COMPILER_ROOMS);
    const imported = [...rooms].flatMap((room) => {
      const folder = path.join(PACKAGE_ROOT, 'src', room);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      return files
        .filter((file) => /\.tsx?$/.test(file))
        .flatMap((file) => [
          ...readFileSync(path.join(folder, file), 'utf8').matchAll(
            /^import [^;]*?from '((?:\.\.\/)+)([\w-]+)\//gm,
          ),
        ])
        .map(([, , name = '']) => name);
    });
    const beside = new Set(readdirSync(path.join(PACKAGE_ROOT, 'src')));
    expect(imported.filter((name) => beside.has(name) && !rooms.has(name))).toEqual([]);
  });

  it('names the library’s file', () => {
    expect(libraryFile('/data', 'abc')).toBe('/data/library-abc.sqlite');
  });
});
