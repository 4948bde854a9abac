import { z } from 'zod';
import { createTextTables, uiTextFiles, textLanguage } from '../../locale/text-tables.js';
import type { Walk } from '../walk.js';
import type { LocaleTag } from '../../article/article.js';
import { isSameReadership } from '../../locale/tag.js';
import type english from '../../locale/texts/en/walk.json';
import type { WalkVoice } from '../walk-texts.js';

/**
 * `locale/texts/<tag>/walk.json`: texts shared by all walks; placeholders in braces. A test holds each language to the shape of the
 * English file. A step is conditional if it starts with one of `conditions.starts` or its first clause contains one of
 * `conditions.within`.
 */
export type WalkWords = typeof english;

export const WALK_WORDS = createTextTables(z.custom<WalkWords>(), () => uiTextFiles('walk.json'));

/**
 * Choose the language of a walk for a reader: the closest it has, else English, else its first.
 *
 * @param locale - As requested; if the resulting `language` differs, mark the texts with it.
 */
export function createVoice(walk: Walk, locale: LocaleTag): WalkVoice {
  const language = textLanguage(locale, walk.languages);
  const texts = walk.textsIn(language);
  if (texts === undefined) throw new Error(`walk ${walk.number} has no texts`);
  return { language, locale: isSameReadership(locale, language) ? locale : language, texts };
}
