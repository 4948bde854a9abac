/** No registered tag is nearly this long; longer input is rejected unparsed. */
const LONGEST_TAG = 64;

/** Tags that CLDR keeps apart although their readers share one written language. */
const WRITTEN_AS: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' };

interface Candidate {
  readonly tag: string;
  readonly language: string;
  readonly script: string | undefined;
  readonly region: string | undefined;
  /** False for `de`, true for `de-AT`. */
  readonly namesRegion: boolean;
}

/** What is known of one list of locales: its members as read, and which of them serves a tag. */
interface SiteLocales {
  readonly candidates: readonly Candidate[];
  readonly matches: Map<string, string | undefined>;
  readonly short: Map<string, string | undefined>;
}

/** Requests use a handful of tags; a hostile client that invents more only evicts cache entries. */
const MOST_REMEMBERED = 1_000;

const siteLocalesOf = new WeakMap<readonly string[], SiteLocales>();
const readTags = new Map<string, Candidate | undefined>();

/**
 * Write a BCP 47 tag in its canonical form.
 *
 * @returns `de-AT` for `DE-at`, `zh-TW` for `zh_TW` as gettext and browsers' cookies write it; undefined when the text is not a well-formed tag.
 * @see https://www.rfc-editor.org/rfc/rfc5646
 */
export function canonicalTag(text: string): string | undefined {
  if (text.length > LONGEST_TAG) return undefined;
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/**
 * Find the site's locale that serves a reader of `tag` best.
 *
 * Only locales of the same language are related; among them the same script goes before another script, then the same
 * region, then the locale that names no region, then the site's order.
 *
 * @param siteLocales - Canonical tags; pass the same array each time, since derived data is cached by it.
 * @returns A member of `siteLocales`; undefined when none is of that language or the tag is malformed.
 * @see docs/decisions/0004-locale-fallback.md
 */
export function matchSiteLocale(tag: string, siteLocales: readonly string[]): string | undefined {
  const { candidates, matches } = readSiteLocales(siteLocales);
  return remember(matches, tag, () => bestMatch(tag, candidates));
}

function bestMatch(tag: string, candidates: readonly Candidate[]): string | undefined {
  const wanted = readTag(tag);
  if (wanted === undefined) return undefined;
  let best: Candidate | undefined;
  let bestScore = -1;
  for (const candidate of candidates) {
    if (candidate.language !== wanted.language) continue;
    const score = closeness(wanted, candidate);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best?.tag;
}

/**
 * Whether a reader of one locale reads another as their own: same language and script, and no conflicting
 * regions. `de-AT` reads `de` and `zh-TW` reads `zh-Hant`; `pt-BR` does not read `pt-PT`.
 */
export function isSameReadership(asked: string, given: string): boolean {
  const a = readTag(asked);
  const b = readTag(given);
  if (b === undefined || a?.language !== b.language || a.script !== b.script) return false;
  return !a.namesRegion || !b.namesRegion || a.region === b.region;
}

/** Writing direction of a locale's text, for the `dir` attribute. */
export function direction(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(readTag(tag)?.script ?? '') ? 'rtl' : 'ltr';
}

/** `Intl.Locale#getTextInfo` is not the same in all supported Node versions, so the scripts in use are listed. */
const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

/**
 * A tag without its region where no other of the site's locales shares its language: readers are offered “Português”, not
 * “Português (Brasil)”, where there is but one.
 */
export function unambiguousTag(tag: string, siteLocales: readonly string[]): string {
  const { candidates, short } = readSiteLocales(siteLocales);
  const found = remember(short, tag, () => {
    const own = readTag(tag);
    if (own?.namesRegion !== true) return tag;
    const isShared = candidates.some((other) => other.tag !== own.tag && other.language === own.language);
    return isShared ? tag : own.tag.replace(/-(?:[A-Z]{2}|\d{3})(?=-|$)/, '');
  });
  return found ?? tag;
}

/** A tag as Open Graph wants it, language and territory: `de_DE`, `pt_BR`, `zh_CN`. @see https://ogp.me/#optional */
export function openGraphLocale(tag: string): string {
  const { language, region } = readTag(tag) ?? { language: tag, region: undefined };
  return region === undefined ? language : `${language}_${region}`;
}

function readSiteLocales(tags: readonly string[]): SiteLocales {
  const known = siteLocalesOf.get(tags);
  if (known !== undefined) return known;
  const candidates = tags.map(readTag).filter((candidate) => candidate !== undefined);
  const read = { candidates, matches: new Map(), short: new Map() } satisfies SiteLocales;
  siteLocalesOf.set(tags, read);
  return read;
}

function readTag(text: string): Candidate | undefined {
  return remember(readTags, text, parseTag);
}

function parseTag(text: string): Candidate | undefined {
  const tag = canonicalTag(text);
  if (tag === undefined) return undefined;
  const given = new Intl.Locale(tag);
  const full = given.maximize();
  return {
    tag,
    language: WRITTEN_AS[full.language] ?? full.language,
    script: full.script,
    region: full.region,
    namesRegion: given.region !== undefined,
  };
}

function remember<Value>(
  known: Map<string, Value | undefined>,
  key: string,
  find: (key: string) => Value | undefined,
): Value | undefined {
  if (known.has(key)) return known.get(key);
  const value = find(key);
  if (known.size >= MOST_REMEMBERED) known.clear();
  // A longer text is not a tag and is not cached.
  if (key.length <= LONGEST_TAG) known.set(key, value);
  return value;
}

function closeness(wanted: Candidate, candidate: Candidate): number {
  if (wanted.tag === candidate.tag) return 16;
  const script = wanted.script === candidate.script ? 8 : 0;
  const region = wanted.region === candidate.region ? 4 : 0;
  return script + region + (candidate.namesRegion ? 0 : 2);
}

/**
 * Where links lead: to the site's pages in the locale asked for, else in that of the text served, else in the default one.
 *
 * All deliveries use this, so that an article's links are the same in HTML, JSON and Markdown.
 *
 * @param asked - Any well-formed tag; need not be one of the site's.
 * @param served - The locale of the text that holds the links.
 */
export function linkLocale(
  asked: string,
  served: string,
  { locales, defaultLocale }: { readonly locales: readonly string[]; readonly defaultLocale: string },
): string {
  return matchSiteLocale(asked, locales) ?? matchSiteLocale(served, locales) ?? defaultLocale;
}
