import type { LocaleTag } from '../article/article.js';
import type { ArticleNumber } from '../article/article-number.js';
import type { Change } from '../article/changes.js';
import { groundPassage } from '../article/grounding.js';
import { localizeHtml } from '../article/html.js';
import { cutPassages, type Passage } from '../article/passages.js';
import type { Reading } from '../article/reading.js';
import { toMarkdown } from '../content/markdown/to-markdown.js';
import { absolute, apiArticlePath, articlePath } from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';
import type { CitedPassage } from '../library/library.js';
import type { Strings } from '../locale/strings.js';
import { linkLocale } from '../locale/tag.js';
import type { CHANGE, CITED_PASSAGE } from './passage-schemas.js';
import { presentProvenance } from './present-provenance.js';
import type { PASSAGE, Wire } from './schemas.js';

/** What presenting passages needs besides them. */
export interface PassageOptions {
  readonly strings: Strings;
  readonly site: Site;
  /** The passages of the same article in the source language; empty where there is none, or it is the source. */
  readonly sourcePassages: readonly Passage[];
  /** Whether to write each as Markdown, too; takes a while for many. */
  readonly hasMarkdown: boolean;
}

/** Present the passages of a reading, in order. */
export function presentPassages(
  reading: Reading,
  passages: readonly Passage[],
  { strings, site, sourcePassages, hasMarkdown }: PassageOptions,
): Wire<typeof PASSAGE>[] {
  const { article, translation, provenance } = reading;
  const { number, locale } = translation;
  const pageLocale = linkLocale(locale, locale, site);
  const wireProvenance = presentProvenance(provenance);
  const markdown = hasMarkdown ? markdownOf(reading, pageLocale, site) : undefined;
  const { sourceLocale } = provenance;
  return passages.map((passage) => {
    const grounding = groundPassage(passage, { provenance, isHidden: article.facts.isHidden });
    const source =
      grounding.verdict === 'yes' || sourceLocale === undefined || sourceLocale === locale
        ? undefined
        : counterpart(passage, sourcePassages);
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
      source:
        source === undefined || sourceLocale === undefined
          ? null
          : { locale: sourceLocale, text: source.text, hash: source.hash },
    };
  });
}

/** Present a passage as it was cited, beside what stands in its place now. */
export function presentCited(
  { number, locale, passage, removedAt }: CitedPassage,
  current: readonly Passage[],
  { strings, site }: Pick<PassageOptions, 'strings' | 'site'>,
): Wire<typeof CITED_PASSAGE> {
  const pageLocale = linkLocale(locale, locale, site);
  const now = current.find(({ fragment }) => fragment === passage.fragment);
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
    sequence,
    number,
    locale,
    change: kind,
    version: version ?? null,
    hash: hash === '' ? null : hash,
    changedAt,
    links: {
      api: absolute(site, `${apiArticlePath(number)}?locale=${locale}`),
      html: absolute(site, articlePath(linkLocale(locale, locale, site), number)),
    },
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

/** The same place in the source language; where that is cut into fewer pieces, its last. */
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
