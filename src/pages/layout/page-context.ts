import type { LocaleTag } from '../../article/article.js';
import type { Site } from '../../http/response/site.js';
import { formatFor, nativeLanguageName, type Format } from '../../locale/format.js';
import type { Strings, Translate } from '../../locale/strings.js';
import { matchSiteLocale, unambiguousTag } from '../../locale/tag.js';
import { markWords, sayIn } from './foreign-words.js';

/** The site as one reader meets it: handed to every component. */
export interface PageContext {
  readonly site: Site;
  /** The locale in the page's address; a member of `site.locales`. */
  readonly locale: LocaleTag;
  readonly t: Translate;
  readonly format: Format;
  /** A language's own name, its region only where the site has the language twice. */
  readonly nativeName: (tag: LocaleTag) => string;
  readonly strings: Strings;
}

/** Gather what the components of one page need; where the interface does not speak the page's language, its words are marked. */
export function createPageContext(site: Site, locale: LocaleTag, strings: Strings): PageContext {
  const own = strings.for(locale);
  const language = strings.languageFor(locale);
  const isSpoken = matchSiteLocale(locale, strings.locales) !== undefined;
  const format = formatFor(locale);
  const unambiguous = (tag: LocaleTag): string => unambiguousTag(tag, site.locales);
  // A name stands in a sentence, and so in its language.
  const nameIn = formatFor(isSpoken ? locale : language).languageName;
  const languageName = (tag: LocaleTag): string => nameIn(unambiguous(tag));
  return {
    site,
    locale,
    t: isSpoken ? own : sayIn(language, own),
    format: {
      ...format,
      languageName: isSpoken ? languageName : (tag) => markWords(language, languageName(tag)),
    },
    nativeName: (tag) => nativeLanguageName(unambiguous(tag)),
    strings,
  };
}
