import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { it } from './it.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import { nl } from './nl.js';
import { pt } from './pt.js';
import { sv } from './sv.js';
import type { WalkWords } from './walk-words.js';
import { zhHans } from './zh-hans.js';
import { zhHant } from './zh-hant.js';

/** What every walk says, by locale; also the locales a walk's own texts must be written in. */
export const WORDS_BY_LOCALE: ReadonlyMap<string, WalkWords> = new Map([
  ['de', de],
  ['en', en],
  ['es', es],
  ['fr', fr],
  ['it', it],
  ['ja', ja],
  ['ko', ko],
  ['nl', nl],
  ['pt', pt],
  ['sv', sv],
  ['zh-Hans', zhHans],
  ['zh-Hant', zhHant],
]);

/**
 * Choose a locale among those available for the one asked; the caller's own best fit (`de-DE` → `de`, `zh-TW` → `zh-Hant`).
 *
 * @returns One of `available`, or undefined when none fits.
 */
export type ChooseLocale = (requested: string, available: readonly string[]) => string | undefined;

/** Take the words for a locale: by best fit, else English. */
export function resolveWords(locale: string, choose: ChooseLocale): WalkWords {
  const found = choose(locale, [...WORDS_BY_LOCALE.keys()]);
  return (found === undefined ? undefined : WORDS_BY_LOCALE.get(found)) ?? en;
}
