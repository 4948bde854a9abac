/** No registered tag comes near this length; longer ones are not worth the parser's time. */
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

const candidatesOf = new WeakMap<readonly string[], readonly Candidate[]>();

/**
 * Write a BCP 47 tag in its canonical form.
 *
 * @returns `de-AT` for `DE-at`, `zh-Hant` for `zh-hant`; undefined when the text is not a well-formed tag.
 * @see https://www.rfc-editor.org/rfc/rfc5646
 */
export function canonicalTag(text: string): string | undefined {
  if (text.length > LONGEST_TAG) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
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
 * @param siteLocales - Canonical tags; pass the same array each time, what is derived from it is kept with it.
 * @returns A member of `siteLocales`; undefined when none is of that language or the tag is malformed.
 * @see docs/decisions/0004-locale-fallback.md
 */
export function matchSiteLocale(tag: string, siteLocales: readonly string[]): string | undefined {
  const wanted = readTag(tag);
  if (wanted === undefined) return undefined;
  let best: Candidate | undefined;
  let bestScore = -1;
  for (const candidate of readCandidates(siteLocales)) {
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
 * Say whether a reader who asked for one locale is at home in another: same language and script, and no region against
 * region. `de-AT` reads `de` and `zh-TW` reads `zh-Hant`; `pt-BR` does not simply read `pt-PT`.
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

/** Node 20 has no `Intl.Locale#getTextInfo` that every supported version shares, so the living scripts are listed. */
const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

function readCandidates(siteLocales: readonly string[]): readonly Candidate[] {
  const known = candidatesOf.get(siteLocales);
  if (known !== undefined) return known;
  const candidates = siteLocales.map(readTag).filter((candidate) => candidate !== undefined);
  candidatesOf.set(siteLocales, candidates);
  return candidates;
}

function readTag(text: string): Candidate | undefined {
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

function closeness(wanted: Candidate, candidate: Candidate): number {
  if (wanted.tag === candidate.tag) return 16;
  const script = wanted.script === candidate.script ? 8 : 0;
  const region = wanted.region === candidate.region ? 4 : 0;
  return script + region + (candidate.namesRegion ? 0 : 2);
}
