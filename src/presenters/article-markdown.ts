import type { LocaleTag } from '../article/article.js';
import type { Reading } from '../article/reading.js';
import { sectionHtml } from '../article/html.js';
import { absolute, permalinkPath } from '../http/response/addresses.js';
import type { ReadingDeps } from '../http/response/site.js';
import { toRow } from '../ledger/tables.js';
import { linkLocale } from '../locale/tag.js';
import { plainMarkdown, toMarkdown } from '../content/markdown/to-markdown.js';
import { presentProvenance } from './provenance.js';

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
    ...writeYaml({ ...toRow(head), url: absolute(site, permalinkPath(number)) }),
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
