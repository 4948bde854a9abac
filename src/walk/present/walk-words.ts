import { z } from 'zod';
import { createTextTables, uiTextFiles, textLanguage } from '../../locale/text-tables.js';
import type { Walk } from '../walk.js';
import type { LocaleTag } from '../../article/article.js';
import { isSameReadership } from '../../locale/tag.js';
import type english from '../../locale/texts/en/walk.json';
import type { WalkVoice } from '../walk-texts.js';

/**
 * `locale/texts/<tag>/walk.json`: what every walk says, whatever its article; placeholders in braces. Each language has the shape of the
 * English file, which a test holds. A step that begins with one of `conditions.starts`, or whose first clause holds one of
 * `conditions.within`, is conditional.
 */
export type WalkWords = typeof english;

/** What every walk says, by language. */
export const WALK_WORDS = createTextTables(z.custom<WalkWords>(), () => uiTextFiles('walk.json'));

/**
 * Let a walk speak to a reader: in the closest language it has texts in, else English, else the first it has.
 *
 * @param locale - As asked; where `language` of the voice is another, mark its texts as such.
 */
export function createVoice(walk: Walk, locale: LocaleTag): WalkVoice {
  const language = textLanguage(locale, walk.languages);
  const texts = walk.textsIn(language);
  if (texts === undefined) throw new Error(`walk ${walk.number} has no texts`);
  return { language, locale: isSameReadership(locale, language) ? locale : language, texts };
}
