import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import type { CompilerOptions } from './compiler-options.js';

/** Rooms whose code determines the content of a library. */
export const COMPILER_ROOMS = [
  'article',
  'locale',
  'content',
  'library',
  'search',
  'walk',
  'check',
  'ingest',
] as const;

/**
 * Fingerprint of the compiler: code, word lists, Node's serialization format and the settings that affect its output.
 *
 * A library is read only by the code version that wrote it; a new version builds its own beside the old.
 *
 * @param settings - Omit for the code alone, which is what reading depends on.
 * @returns 16 hexadecimal digits.
 * @see docs/decisions/0003-compiled-library-in-sqlite.md
 */
export function compilerFingerprint(
  settings?: Pick<CompilerOptions, 'internalHosts' | 'videoHosts' | 'sourceLocale' | 'isInternal'>,
): string {
  // The format in which search segments are stored: its first two bytes are its version.
  const hash = createHash('sha256').update(serialize(null).subarray(0, 2));
  if (settings !== undefined) {
    const { internalHosts, videoHosts, sourceLocale, isInternal } = settings;
    hash.update(JSON.stringify([internalHosts, videoHosts, sourceLocale, isInternal]));
  }
  const source = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  for (const room of COMPILER_ROOMS) {
    const names = readdirSync(path.join(source, room), { recursive: true, encoding: 'utf8' }).sort();
    for (const name of names) {
      if (/\.(?:js|ts|json)$/.test(name))
        hash.update(name).update(readFileSync(path.join(source, room, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** The library's file in DATA_DIR. */
export function libraryFile(dataDir: string, fingerprint: string): string {
  return path.join(dataDir, `library-${fingerprint}.sqlite`);
}

/** Reader fingerprint of a release: code version and audience. A public node rejects an internal release. */
export function releaseSchema(isInternal = false): string {
  return compilerFingerprint() + (isInternal ? '-internal' : '');
}
