import { z } from 'zod';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { type Change, CHANGES } from '../article/changes.js';
import { groundPassage } from '../article/grounding.js';
import { localizeHtml } from '../article/html.js';
import { cutPassages, type Passage } from '../article/passages.js';
import type { Reading } from '../article/reading.js';
import { toMarkdown } from '../content/markdown/to-markdown.js';
import { absolute, apiArticlePath, articlePath } from '../http/response/addresses.js';
import { readLog, writeToken } from '../http/response/change-token.js';
import type { ReadingDeps, Site } from '../http/response/site.js';
import { withNull } from '../absent.js';
import type { CitedPassage } from '../library/library.js';
import type { Strings } from '../locale/strings.js';
import { linkLocale } from '../locale/tag.js';
import { presentProvenance } from './provenance.js';
import { ONE_PAGE, PASSAGE, shape, type Wire } from './schemas.js';

/** The passages of an article in one locale. */
export const PASSAGE_LIST = shape('PassageList', {
  number: z.string(),
  requested: z.string(),
  served: z.string(),
  isFallback: z.boolean(),
  items: z.array(PASSAGE),
  total: z.number().int(),
  next: ONE_PAGE,
});

/** A change of an article in a locale. */
export const CHANGE = shape('Change', {
  sequence: z.number().int(),
  number: z.string(),
  locale: z.string(),
  change: z.enum(CHANGES),
  version: z.number().int().nullable(),
  hash: z
    .string()
    .nullable()
    .meta({ description: 'Hash of text and provenance; null for removed articles.' }),
  changedAt: z.iso.datetime(),
  links: z.object({ api: z.string(), html: z.string() }),
});

/** One page of the change feed. */
export const CHANGE_LIST = shape('ChangeList', {
  items: z.array(CHANGE),
  next: z.string().meta({ description: 'The `since` to continue from; never expires.' }),
  epoch: z.string(),
});

/** A passage as served under a hash, and as it is now. */
export const CITED_PASSAGE = shape('CitedPassage', {
  hash: z.string(),
  id: z.string(),
  number: z.string(),
  locale: z.string(),
  path: z.array(z.string()),
  step: z.number().int().nullable(),
  text: z.string(),
  isCurrent: z.boolean(),
  removedAt: z.string().nullable(),
  current: z
    .object({ hash: z.string(), text: z.string(), href: z.string() })
    .nullable()
    .meta({ description: 'The current passage in its place; null if there is none.' }),
  href: z.string(),
});

/**
 * Present the passages of a reading, in order.
 *
 * @param hasMarkdown - Whether to include Markdown; slow for many passages.
 */
export function presentPassages(
  { library, strings, site: readSite }: Pick<ReadingDeps, 'library' | 'strings' | 'site'>,
  reading: Reading,
  hasMarkdown: boolean,
): Wire<typeof PASSAGE>[] {
  const site = readSite();
  const { article, translation, provenance } = reading;
  const { number, locale } = translation;
  const pageLocale = linkLocale(locale, locale, site);
  const wireProvenance = presentProvenance(provenance);
  const markdown = hasMarkdown ? markdownOf(reading, pageLocale, site) : undefined;
  const { sourceLocale } = provenance;
  const hasSource = sourceLocale !== undefined && sourceLocale !== locale;
  const sourcePassages = hasSource ? library.passages(number, sourceLocale) : [];
  const passages = library.passages(number, locale);
  return passages.map((passage) => {
    const original = counterpart(passage, sourcePassages);
    const { isHidden } = article.facts;
    const hasError = translation.faulty?.includes(passage.fragment) === true;
    const grounding = groundPassage(passage, { provenance, isHidden, hasError });
    const source = grounding.verdict === 'yes' ? undefined : original;
    return {
      id: passageId(number, locale, passage),
      hash: passage.hash,
      number,
      locale,
      version: translation.version ?? null,
      section: passage.section,
      path: pathOf(passage, locale, strings),
      step: passage.step ?? null,
      text: passage.text,
      ...(markdown && { markdown: markdown.get(passage.fragment) ?? passage.text }),
      href: passageHref(number, pageLocale, passage, site),
      provenance: wireProvenance,
      grounding,
      keep: passage.keep,
      terms: (translation.terms ?? [])
        .filter(({ fragment }) => fragment === passage.fragment)
        .map(({ source: term, preferred, written = null }) => ({ source: term, preferred, written })),
      source:
        source === undefined || sourceLocale === undefined
          ? null
          : { locale: sourceLocale, text: source.text, hash: source.hash },
    };
  });
}

/** Present a cited passage beside its current version. */
export function presentCited(
  { library, strings, site: readSite }: ReadingDeps,
  { number, locale, passage, removedAt }: CitedPassage,
): Wire<typeof CITED_PASSAGE> {
  const site = readSite();
  const pageLocale = linkLocale(locale, locale, site);
  const now = library.passages(number, locale).find(({ fragment }) => fragment === passage.fragment);
  const href = passageHref(number, pageLocale, passage, site);
  return {
    hash: passage.hash,
    id: passageId(number, locale, passage),
    number,
    locale,
    path: pathOf(passage, locale, strings),
    step: passage.step ?? null,
    text: passage.text,
    isCurrent: removedAt === undefined,
    removedAt: removedAt ?? null,
    current: now === undefined ? null : { hash: now.hash, text: now.text, href },
    href,
  };
}

/** Present a row of the change feed. */
export function presentChange(change: Change, site: Site): Wire<typeof CHANGE> {
  const { sequence, number, locale, change: kind, version, hash, changedAt } = change;
  return {
    ...withNull({ sequence, number, locale, change: kind, version, hash: hash === '' ? undefined : hash }),
    changedAt,
    links: {
      api: absolute(site, `${apiArticlePath(number)}?locale=${locale}`),
      html: absolute(site, articlePath(linkLocale(locale, locale, site), number)),
    },
  };
}

/** Present a page of the change feed. @param from - A sequence, as `readToken` gives it. */
export function presentChanges(
  { library, site }: Pick<ReadingDeps, 'library' | 'site'>,
  from: number,
  { limit, locale }: { readonly limit: number; readonly locale: LocaleTag | undefined },
): Wire<typeof CHANGE_LIST> {
  const log = readLog(library);
  const items = library.changes(from, limit, locale);
  const last = items.at(-1)?.sequence ?? 0;
  // A full page ends at its last change; otherwise the feed is exhausted.
  const next = items.length === limit ? last : Math.max(last, log.newest);
  return {
    items: items.map((change) => presentChange(change, site())),
    next: writeToken(log, next),
    epoch: log.epoch,
  };
}

function passageId(number: ArticleNumber, locale: LocaleTag, { fragment }: Passage): string {
  return `${number}/${locale}#${fragment}`;
}

function passageHref(number: ArticleNumber, locale: LocaleTag, { anchor }: Passage, site: Site): string {
  return `${absolute(site, articlePath(locale, number))}#${anchor}`;
}

function pathOf({ section, heading, headings }: Passage, locale: LocaleTag, strings: Strings): string[] {
  return [heading ?? strings.for(locale)(`section.${section}`), ...headings];
}

/** The same passage in the source language, or its last piece if there are fewer. */
function counterpart(passage: Passage, source: readonly Passage[]): Passage | undefined {
  return (
    source.find(({ fragment }) => fragment === passage.fragment) ??
    source.findLast(({ anchor }) => anchor === passage.anchor)
  );
}

function markdownOf(
  { article, translation }: Reading,
  locale: LocaleTag,
  site: Site,
): ReadonlyMap<string, string> {
  const cut = cutPassages(translation, article.facts.products).filter(({ html }) => html !== '');
  return new Map(
    cut.map(({ fragment, html }) => [fragment, toMarkdown(localizeHtml(html, locale), site.url)]),
  );
}
