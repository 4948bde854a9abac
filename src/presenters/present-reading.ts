import type { Section, Step, Translation, TranslationSummary } from '../article/article.js';
import { localizeHtml, sectionHtml } from '../article/html.js';
import type { ListedArticle } from '../article/listing.js';
import { compareWithSource, type Reading } from '../article/reading.js';
import {
  absolute,
  absoluteHtml,
  apiArticlePath,
  apiWalkPath,
  articlePath,
  editHref,
  permalinkPath,
} from '../http/response/addresses.js';
import type { Strings } from '../locale/strings.js';
import { linkLocale, matchSiteLocale } from '../locale/tag.js';
import type { Site } from '../http/response/site.js';
import { toRow } from '../ledger/tables.js';
import type { Walk } from '../walk/walk.js';
import { toMarkdown } from '../content/markdown/to-markdown.js';
import { presentProvenance } from './provenance.js';
import type { LISTED, READING, Wire } from './schemas.js';

/** Formats of a body. */
export const BODIES = ['html', 'text', 'markdown'] as const;
/** @see BODIES */
export type BodyKind = (typeof BODIES)[number];

/** Options for presenting a reading. */
export interface PresentOptions {
  /** Requested formats. */
  readonly include: ReadonlySet<BodyKind>;
  readonly strings: Strings;
  readonly site: Site;
  /** Requested locale. */
  readonly locale: string;
  /** The kind of walk the article has; undefined for none. */
  readonly walk: Walk['kind'] | undefined;
}

/**
 * Present an article in one locale.
 *
 * @returns The wire shape; absent values are null.
 */
export function presentReading(reading: Reading, options: PresentOptions): Wire<typeof READING> {
  const { article, translation, requested, served, isFallback, provenance } = reading;
  const { number } = article;
  const { products, appliesTo, isBug, isHidden } = article.facts;
  const { title, description, keywords, version, createdAt, publishedAt } = translation;
  const internal = presentInternal(translation);
  const words = options.strings.for(served);
  const link = (path: string): string => absolute(options.site, path);
  const pageLocale = linkLocale(options.locale, served, options.site);
  const body = createBodyWriter(reading, options, pageLocale);
  return {
    ...toRow({ number, requested, served, isFallback, title, description, products, appliesTo, keywords }),
    ...toRow({ isBug, isHidden, version, createdAt, publishedAt }),
    sections: translation.sections.map((section) => ({
      name: section.name,
      title: section.heading ?? words(`section.${section.name}`),
      anchor: section.anchor,
      ...body.section(section),
    })),
    steps: translation.steps.map((step) => ({
      number: step.number,
      ...body.step(step),
      text: step.text,
      anchor: step.anchor,
      edit: editHref(options.site, translation, step.number) ?? null,
    })),
    provenance: presentProvenance(provenance),
    walk: options.walk === undefined ? null : { kind: options.walk, href: link(apiWalkPath(number)) },
    locales: article.translations.map((other) => presentLocale(reading, other, options.site, pageLocale)),
    edit: editHref(options.site, translation) ?? null,
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
  return toRow({ notes, authors, crmHref });
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

/** Renders bodies in the requested formats. */
interface BodyWriter {
  readonly section: (section: Section) => Partial<Record<BodyKind, string>>;
  readonly step: (step: Step) => Partial<Record<'html' | 'markdown', string>>;
}

function createBodyWriter(reading: Reading, { include, site }: PresentOptions, locale: string): BodyWriter {
  const siteUrl = absolute(site, '');
  const { steps } = reading.translation;
  return {
    section: (section) => {
      const html = sectionHtml(section, steps, locale);
      return {
        ...(include.has('html') && { html: absoluteHtml(html, site) }),
        ...(include.has('text') && { text: section.text }),
        ...(include.has('markdown') && { markdown: toMarkdown(html, siteUrl) }),
      };
    },
    step: (step) => {
      const html = localizeHtml(step.html, locale);
      return {
        ...(include.has('html') && { html: absoluteHtml(html, site) }),
        ...(include.has('markdown') && { markdown: toMarkdown(html, siteUrl) }),
      };
    },
  };
}

/** Present an article as a list item. */
export function presentListed(item: ListedArticle, locale: string, site: Site): Wire<typeof LISTED> {
  const { number, facts, served, isFallback, locales, provenance } = item;
  const { title, description, version, createdAt, publishedAt, stepCount } = served;
  const { products, isBug } = facts;
  return {
    ...toRow({ number, requested: locale, served: served.locale, isFallback, title, description, products }),
    ...toRow({ isBug, version, createdAt, publishedAt, updatedAt: item.updatedAt, stepCount }),
    provenance: presentProvenance(provenance),
    locales,
    links: {
      self: absolute(site, apiArticlePath(number)),
      html: absolute(site, articlePath(locale, number)),
      permalink: absolute(site, permalinkPath(number)),
    },
  };
}
