import type { LocaleTag } from '../article/article.js';
import { matchSiteLocale } from '../locale/tag.js';
import type { Strings } from '../locale/strings.js';
import type { DialectWords } from './markdown/dialect.js';

/** The dialect's own words in a text's language, else in the default one, which is then named. */
export function createDialectWords(strings: Strings): (locale: LocaleTag) => DialectWords {
  const byLocale = new Map<LocaleTag, DialectWords>();
  return (locale) => {
    const known = byLocale.get(locale);
    if (known !== undefined) return known;
    const say = strings.for(locale);
    const isSpoken = matchSiteLocale(locale, strings.locales) !== undefined;
    const language = isSpoken ? undefined : strings.languageFor(locale);
    const figures: string[] = [];
    const words: DialectWords = {
      language,
      admonition: (kind, written) =>
        written !== undefined && !isSpoken
          ? { text: written }
          : { text: say(`admonition.${kind}`), language },
      figure: (number) => (figures[number] ??= say('figure', { number })),
      elsewhere: (figure, host) => say('figureElsewhere', { figure, host }),
      video: { text: say('video'), language },
      internalAddress: say('internalAddress'),
    };
    byLocale.set(locale, words);
    return words;
  };
}
