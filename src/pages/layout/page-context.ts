import type { LocaleTag } from '../../article/article.js';
import type { Site } from '../../http/response/site.js';
import { formatFor, type Format } from '../../locale/format.js';
import type { Strings, Translate } from '../../locale/strings.js';
import { matchSiteLocale } from '../../locale/tag.js';
import { sayIn } from './foreign-words.js';

/** The site as one reader meets it: handed to every component. */
export interface PageContext {
  readonly site: Site;
  /** The locale in the page's address; a member of `site.locales`. */
  readonly locale: LocaleTag;
  readonly t: Translate;
  readonly format: Format;
  readonly strings: Strings;
}

/** Gather what the components of one page need; where the interface does not speak the page's language, its words are marked. */
export function createPageContext(site: Site, locale: LocaleTag, strings: Strings): PageContext {
  const own = strings.for(locale);
  const language = strings.languageFor(locale);
  const t = matchSiteLocale(locale, strings.locales) !== undefined ? own : sayIn(language, own);
  return { site, locale, t, format: formatFor(locale), strings };
}
