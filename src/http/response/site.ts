import { setSitePath } from '../../article/site-path.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import type { Strings } from '../../locale/strings.js';
import { matchSiteLocale } from '../../locale/tag.js';
import type { FindingReader } from '../../check/article-findings.js';
import type { Finding } from '../../check/finding.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Messenger } from '../webhook/messenger.js';
import type { Library } from '../../library/library.js';
import type { CardService } from '../../social-card/card-service.js';
import type { SearchService } from '../../search/search-service.js';

/** Facts about the site that every delivery needs. */
export interface Site {
  readonly name: string;
  /** Origin without a trailing slash: `https://help.example`. */
  readonly url: string;
  readonly locales: readonly LocaleTag[];
  /** A member of `locales`. */
  readonly defaultLocale: LocaleTag;
  /** Changes with the files in `public/`, so that they can be cached forever; undefined leaves URLs unversioned. */
  readonly assetVersion?: string | undefined;
  /** Edit URL template with `{path}` and optionally `{line}`. */
  readonly editUrl?: string | undefined;
  /** Whether readers see how many tickets used an article. */
  readonly showsUse?: boolean | undefined;
  /** Set in the panel: where it is mounted and which applications may show it. */
  readonly panel?: { readonly hosts: readonly string[] } | undefined;
}

declare module 'express-serve-static-core' {
  interface Locals {
    /** The site as seen by this request, where it differs. */
    site?: Site;
  }
}

/** Dependencies for reading and searching articles. */
export interface ReadingDeps {
  readonly library: Library;
  readonly strings: Strings;
  readonly search: SearchService;
  /** The site at this revision; its locales may change with the content. */
  readonly site: () => Site;
}

/** Dependencies of the HTTP deliveries. */
export interface DeliveryDeps extends ReadingDeps {
  /** Checks an article on demand. */
  readonly findings: FindingReader;
  /** Whether the checker finds nothing in a translation; undefined until that is known: who asks first has it found out. */
  readonly isClean: (number: ArticleNumber, locale: LocaleTag) => boolean | undefined;
  /** All findings of the content; undefined while they are being computed. */
  readonly allFindings: () => readonly Finding[] | undefined;
  readonly ledger: Ledger;
  /** Sends messages to subscribers. */
  readonly messenger: Messenger;
  /** Draws the pictures of articles. */
  readonly cards: CardService;
}

/** The configured part of a site. */
export interface SiteSettings extends Omit<Site, 'locales' | 'defaultLocale' | 'panel'> {
  /** Undefined: those found in the content. */
  readonly locales: readonly LocaleTag[] | undefined;
  /** Matched to the locales, so `pt` may mean `pt-BR`; undefined or of none of their languages: the first. */
  readonly defaultLocale: LocaleTag | undefined;
}

/**
 * The current site, created once per set of locales.
 *
 * @returns A function that returns the same object until the locales change.
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
    const defaultLocale = (wanted === undefined ? undefined : matchSiteLocale(wanted, locales)) ?? first;
    site = { ...settings, locales, defaultLocale };
    return site;
  };
}
