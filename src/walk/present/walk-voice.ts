import type { LocaleTag } from '../../article/article.js';
import type { Walk } from '../walk.js';
import type { WalkTexts } from '../walk-texts.js';
import type { WalkWords } from '../words/walk-words.js';
import { resolveWords, type ChooseLocale } from '../words/words-by-locale.js';
import { walkFormats, type WalkFormats } from './walk-formats.js';

/** A walk in one language. */
export interface WalkVoice {
  /** As asked; formats dates and numbers. */
  readonly locale: LocaleTag;
  readonly texts: WalkTexts;
  readonly words: WalkWords;
  readonly formats: WalkFormats;
}

/**
 * Let a walk speak a language: by best fit, else English, else the first it has.
 *
 * @param choose - The caller's best fit of locales.
 */
export function createVoice(walk: Walk, locale: LocaleTag, choose: ChooseLocale): WalkVoice {
  const available = [...walk.texts.keys()];
  const found = choose(locale, available) ?? (available.includes('en') ? 'en' : available[0]);
  const texts = found === undefined ? undefined : walk.texts.get(found);
  if (texts === undefined) throw new Error(`walk ${walk.number} says nothing`);
  return { locale, texts, words: resolveWords(locale, choose), formats: walkFormats(locale) };
}
