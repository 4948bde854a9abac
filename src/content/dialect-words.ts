import type { LocaleTag } from '../article/article.js';
import type { Strings } from '../locale/strings.js';
import type { DialectWords } from './markdown/dialect.js';

/** The dialect's own words in a text's language. */
export function createDialectWords(strings: Strings): (locale: LocaleTag) => DialectWords {
  const kept = new Map<LocaleTag, DialectWords>();
  return (locale) => {
    const known = kept.get(locale);
    if (known !== undefined) return known;
    const say = strings.for(locale);
    const figures: string[] = [];
    const words: DialectWords = {
      admonition: (kind) => say(`admonition.${kind}`),
      figure: (number) => (figures[number] ??= say('figure', { number })),
      video: say('video'),
      internalAddress: say('internalAddress'),
    };
    kept.set(locale, words);
    return words;
  };
}
