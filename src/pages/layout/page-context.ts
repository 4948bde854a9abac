import type { LocaleTag } from '../../article/article.js';
import type { Site } from '../../http/response/site.js';
import { formatFor, type Format } from '../../locale/format.js';
import type { Strings, Translate } from '../../locale/strings.js';

/** The site as one reader meets it: handed to every component. */
export interface PageContext {
  readonly site: Site;
  /** The locale in the page's address; a member of `site.locales`. */
  readonly locale: LocaleTag;
  readonly t: Translate;
  readonly format: Format;
  readonly strings: Strings;
}

/** Gather what the components of one page need; cheap, all its parts are kept by their makers. */
export function createPageContext(site: Site, locale: LocaleTag, strings: Strings): PageContext {
  return { site, locale, t: strings.for(locale), format: formatFor(locale), strings };
}
