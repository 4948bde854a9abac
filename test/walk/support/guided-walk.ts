import { readdirSync, readFileSync } from 'node:fs';
import { parseWalk, type ParsedWalk } from '../../../src/walk/file/parse-walk.js';
import type { WalkFile } from '../../../src/walk/file/yaml-source.js';
import { WORDS_BY_LOCALE } from '../../../src/walk/words/words-by-locale.js';
import type { Walk } from '../../../src/walk/walk.js';

const FOLDER = new URL('../../../content/walks/KA-05406/', import.meta.url);

/** The walk's own files, to be changed by a test. */
export function walkFiles(): WalkFile[] {
  return readdirSync(FOLDER).map((name) => {
    return { name, path: `walks/KA-05406/${name}`, text: readFileSync(new URL(name, FOLDER), 'utf8') };
  });
}

/** Parse files as those of KA-05406, which has two steps. */
export function parseFiles(files: readonly WalkFile[], stepCount = 2): ParsedWalk {
  const locales = [...WORDS_BY_LOCALE.keys()];
  return parseWalk({ number: 'KA-05406', folder: 'walks/KA-05406', files, locales, stepCount });
}

/** The real walk of KA-05406. */
export const guidedWalk: Walk = parseFiles(walkFiles()).walk!;

/** A simple best fit: the tag, its language, or the script a Chinese region uses. */
export function chooseLocale(requested: string, available: readonly string[]): string | undefined {
  const script = /^zh-(?:TW|HK|MO)/.test(requested) ? 'zh-Hant' : 'zh-Hans';
  const wanted = requested.startsWith('zh') ? [requested, script] : [requested, requested.split('-')[0]];
  return wanted.flatMap((tag) => available.find((one) => one === tag) ?? [])[0];
}

/** Some moment after every time in the tests. */
export const NOW = Date.parse('2025-02-03T10:00:00Z');
