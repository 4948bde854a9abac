import { describe, expect, it } from 'vitest';
import type { CompilerOptions } from '../../src/ingest/compiler-options.js';
import { compilerFingerprint, libraryFile } from '../../src/ingest/fingerprint.js';

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

  it('names the library’s file', () => {
    expect(libraryFile('/data', 'abc')).toBe('/data/library-abc.sqlite');
  });
});
