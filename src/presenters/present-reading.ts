import type { LocaleTag, Translation, TranslationSummary } from '../article/article.js';
import { localizeHtml, sectionHtml } from '../article/html.js';
import type { ListedArticle } from '../article/listing.js';
import { compareWithSource, type Reading } from '../article/reading.js';
import { plainMarkdown, toMarkdown } from '../content/markdown/to-markdown.js';
import {
  absolute,
  absoluteHtml,
  apiArticlePath,
  articlePath,
  editHref,
  permalinkPath,
} from '../http/response/addresses.js';
import type { ReadingDeps, Site } from '../http/response/site.js';
import { withNull } from '../absent.js';
import { linkLocale, matchSiteLocale } from '../locale/tag.js';
import { walkKind } from './article-walk.js';
import { presentProvenance } from './provenance.js';
import type { LISTED, READING, Wire } from './schemas.js';

/** Formats of a body. */
export const BODIES = ['html', 'text', 'markdown'] as const;
/** @see BODIES */
export type BodyKind = (typeof BODIES)[number];

/**
 * Present an article in one locale.
 *
 * @param locale - The requested one: where links lead.
 * @param include - Requested formats of its texts.
 */
export function presentReading(
  deps: ReadingDeps,
  reading: Reading,
  locale: LocaleTag,
  include: ReadonlySet<BodyKind>,
): Wire<typeof READING> {
  const { article, translation, requested, served, isFallback, provenance } = reading;
  const { number } = article;
  const { products, appliesTo, isBug, isHidden } = article.facts;
  const { title, description, keywords, version, createdAt, publishedAt } = translation;
  const internal = presentInternal(translation);
  const words = deps.strings.for(served);
  const site = deps.site();
  const link = (path: string): string => absolute(site, path);
  const pageLocale = linkLocale(locale, served, site);
  const walk = walkKind(deps, reading);
  const writeHtml = (html: string): Partial<Record<'html' | 'markdown', string>> => ({
    ...(include.has('html') && { html: absoluteHtml(html, site) }),
    ...(include.has('markdown') && { markdown: toMarkdown(html, absolute(site, '')) }),
  });
  return {
    ...withNull({ number, requested, served, isFallback, title, description, products, appliesTo, keywords }),
    ...withNull({ isBug, isHidden, version, createdAt, publishedAt }),
    sections: translation.sections.map((section) => ({
      name: section.name,
      title: section.heading ?? words(`section.${section.name}`),
      anchor: section.anchor,
      ...writeHtml(sectionHtml(section, translation.steps, pageLocale)),
      ...(include.has('text') && { text: section.text }),
    })),
    steps: translation.steps.map((step) => ({
      number: step.number,
      ...writeHtml(localizeHtml(step.html, pageLocale)),
      text: step.text,
      anchor: step.anchor,
      edit: editHref(site, translation, step.number) ?? null,
    })),
    provenance: presentProvenance(provenance),
    walk: walk === undefined ? null : { kind: walk, href: link(apiArticlePath(number, '/walk')) },
    locales: article.translations.map((other) => presentLocale(reading, other, site, pageLocale)),
    edit: editHref(site, translation) ?? null,
    ...(internal && { internal }),
    links: {
      self: link(`${apiArticlePath(number)}?locale=${served}`),
      html: link(articlePath(pageLocale, number)),
      markdown: link(`${articlePath(pageLocale, number)}.md`),
      permalink: link(permalinkPath(number)),
    },
  };
}

/** Present internal fields; undefined on a public instance, whose library never contains them. */
export function presentInternal({ internal }: Translation): Wire<typeof READING>['internal'] {
  if (internal === undefined) return undefined;
  const { notes, authors, crmHref } = internal;
  return withNull({ notes, authors, crmHref });
}

function presentLocale(
  { article, provenance }: Reading,
  translation: TranslationSummary,
  site: Site,
  pageLocale: string,
) {
  const source = article.translations.find((other) => other.locale === provenance.sourceLocale);
  const { state, outdated } = compareWithSource(translation, source);
  return {
    locale: translation.locale,
    title: translation.title,
    href: absolute(
      site,
      articlePath(matchSiteLocale(translation.locale, site.locales) ?? pageLocale, article.number),
    ),
    state,
    outdated: outdated ?? null,
  };
}

/** Present an article as a list item. */
export function presentListed(item: ListedArticle, locale: string, site: Site): Wire<typeof LISTED> {
  const { number, facts, served, isFallback, locales, provenance } = item;
  const { title, description, version, createdAt, publishedAt, stepCount } = served;
  const { products, isBug } = facts;
  return {
    ...withNull({
      number,
      requested: locale,
      served: served.locale,
      isFallback,
      title,
      description,
      products,
    }),
    ...withNull({ isBug, version, createdAt, publishedAt, updatedAt: item.updatedAt, stepCount }),
    provenance: presentProvenance(provenance),
    locales,
    links: {
      self: absolute(site, apiArticlePath(number)),
      html: absolute(site, articlePath(locale, number)),
      permalink: absolute(site, permalinkPath(number)),
    },
  };
}

/**
 * Write an article as Markdown for models and chats: front matter, title, sections, numbered steps.
 *
 * @param locale - The requested locale: links in the text lead to its pages.
 */
export function renderArticleMarkdown(
  deps: Pick<ReadingDeps, 'site' | 'strings'>,
  { article, translation, provenance, served }: Reading,
  locale: LocaleTag,
): string {
  const site = deps.site();
  const words = deps.strings.for(served);
  const pageLocale = linkLocale(locale, served, site);
  const { title, version, publishedAt: updated } = translation;
  const { number } = article;
  const head = { title, number, locale: translation.locale, version, updated, outdated: provenance.outdated };
  const sections = translation.sections.map((section) => {
    const body = toMarkdown(sectionHtml(section, translation.steps, pageLocale), absolute(site, ''));
    return section.name === 'summary'
      ? body
      : `## ${plainMarkdown(section.heading ?? words(`section.${section.name}`))}\n\n${body}`;
  });
  return [
    '---',
    ...writeYaml({ ...withNull(head), url: absolute(site, permalinkPath(number)) }),
    'provenance:',
    ...writeYaml(presentProvenance(provenance)).map((line) => `  ${line}`),
    '---',
    '',
    `# ${plainMarkdown(title)}`,
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}

/** JSON values are YAML values. */
function writeYaml(members: object): readonly string[] {
  return Object.entries(members).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
}
