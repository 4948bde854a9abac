import type { Reading } from '../article/reading.js';
import { sectionHtml } from '../article/html.js';
import { absolute, permalinkPath } from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';
import type { Strings } from '../locale/strings.js';
import { linkLocale } from '../locale/tag.js';
import { plainMarkdown, toMarkdown } from '../content/markdown/to-markdown.js';
import { presentProvenance } from './provenance.js';

/**
 * Write an article as Markdown for models and chats: front matter, title, sections, numbered steps.
 *
 * @param locale - The requested locale: links in the text lead to its pages.
 */
export function renderArticleMarkdown(
  reading: Reading,
  site: Site,
  strings: Strings,
  locale: string,
): string {
  const { article, translation, provenance, served } = reading;
  const words = strings.for(served);
  const pageLocale = linkLocale(locale, served, site);
  const envelope: readonly (readonly [string, string | number | boolean | null])[] = [
    ['title', translation.title],
    ['number', article.number],
    ['locale', translation.locale],
    ['version', translation.version ?? null],
    ['updated', translation.publishedAt ?? null],
    ['outdated', provenance.outdated ?? null],
    ['url', absolute(site, permalinkPath(article.number))],
  ];
  const head = envelope.map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`,
  );
  const trust = Object.entries(presentProvenance(provenance)).map(
    // JSON values are YAML values.
    ([key, value]) => `  ${key}: ${JSON.stringify(value)}`,
  );
  const sections = translation.sections.map((section) => {
    const body = toMarkdown(sectionHtml(section, translation.steps, pageLocale), absolute(site, ''));
    return section.name === 'summary'
      ? body
      : `## ${plainMarkdown(section.heading ?? words(`section.${section.name}`))}\n\n${body}`;
  });
  return [
    '---',
    ...head,
    'provenance:',
    ...trust,
    '---',
    '',
    `# ${plainMarkdown(translation.title)}`,
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}
