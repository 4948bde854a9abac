import type { LocaleTag } from '../../article/article.js';
import { direction } from '../../locale/tag.js';

/** The attributes that mark a change of language; empty where there is none. */
export interface LanguageAttributes {
  readonly lang?: LocaleTag;
  readonly dir?: 'ltr' | 'rtl';
}

/**
 * Mark an element as written in `inner` where the text around it is in `outer`.
 *
 * @returns Attributes to spread; none when both are one.
 */
export function languageAttributes(inner: LocaleTag, outer: LocaleTag): LanguageAttributes {
  return inner === outer ? {} : { lang: inner, dir: direction(inner) };
}
