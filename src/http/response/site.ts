import { setSitePath } from '../../article/site-path.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import type { Strings } from '../../locale/strings.js';
import type { FindingReader } from '../../check/article-findings.js';
import type { Finding } from '../../check/finding.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Messenger } from '../webhook/messenger.js';
import type { Library } from '../../library/library.js';
import type { CardService } from '../../social-card/card-service.js';
import type { SearchService } from '../../search/search-service.js';

/** What every delivery must know of the site. */
export interface Site {
  readonly name: string;
  /** Origin without a closing slash: `https://help.example`. */
  readonly url: string;
  readonly locales: readonly LocaleTag[];
  /** A member of `locales`. */
  readonly defaultLocale: LocaleTag;
  /** Changes with the files in `public/`, so that browsers may keep them for good; undefined leaves addresses bare. */
  readonly assetVersion?: string | undefined;
  /** Where a file can be changed, with `{path}` and perhaps `{line}`. */
  readonly editUrl?: string | undefined;
  /** Whether readers see in how many tickets an article was used. */
  readonly showsUse?: boolean | undefined;
  /** Where the site is shown beside a ticket in another application, and which applications may. */
  readonly panel?: { readonly hosts: readonly string[] } | undefined;
}

declare module 'express-serve-static-core' {
  interface Locals {
    /** The site as this request meets it, where that is not as every other does. */
    site?: Site;
  }
}

/** What reading and finding articles is built on. */
export interface ReadingDeps {
  readonly library: Library;
  readonly strings: Strings;
  readonly search: SearchService;
  /** The site as it is at this revision; its locales may change with the content. */
  readonly site: () => Site;
}

/** What deliveries over HTTP are built on. */
export interface DeliveryDeps extends ReadingDeps {
  /** Checks an article when asked. */
  readonly findings: FindingReader;
  /** Whether the checker finds nothing in a translation; undefined until that is known: who asks first has it found out. */
  readonly isClean: (number: ArticleNumber, locale: LocaleTag) => boolean | undefined;
  /** Everything wrong with the whole content; undefined while that is being found out. */
  readonly allFindings: () => readonly Finding[] | undefined;
  readonly ledger: Ledger;
  /** Sends messages to subscribers. */
  readonly messenger: Messenger;
  /** Draws the pictures of articles. */
  readonly cards: CardService;
}

/** What of a site is set, not found. */
export interface SiteSettings {
  readonly name: string;
  readonly url: string;
  /** The site's locales; undefined: those found in the content. */
  readonly locales: readonly LocaleTag[] | undefined;
  /** Undefined: the first. */
  readonly defaultLocale: LocaleTag | undefined;
  readonly assetVersion: string | undefined;
  readonly editUrl?: string | undefined;
  readonly showsUse?: boolean | undefined;
}

/**
 * The site as it is now, made once for each set of locales found.
 *
 * @returns A function that gives the same object until the locales change.
 */
export function createSiteSource(settings: SiteSettings, library: Library): () => Site {
  setSitePath(settings.url);
  let found: readonly LocaleTag[] | undefined;
  let site: Site | undefined;
  return () => {
    if (site !== undefined && found === library.locales) return site;
    found = library.locales;
    const locales = settings.locales ?? (found.length > 0 ? found : [settings.defaultLocale ?? 'en']);
    const first = locales[0] ?? 'en';
    const wanted = settings.defaultLocale;
    const defaultLocale = wanted !== undefined && locales.includes(wanted) ? wanted : first;
    site = { ...settings, locales, defaultLocale };
    return site;
  };
}
