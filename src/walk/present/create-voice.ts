import type { LocaleTag } from '../../article/article.js';
import { isSameReadership } from '../../locale/tag.js';
import { textLanguage } from '../../locale/text-tables.js';
import type { Walk } from '../walk.js';
import type { WalkVoice } from './voice.js';

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
