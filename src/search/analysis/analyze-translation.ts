import type { ArticleFacts, SectionName, Translation } from '../../article/article.js';
import { analyzerOf } from './analyzer.js';
import { cleanText } from './fold.js';
import type { Field, IndexEntry } from '../index/index-entry.js';
import { typeaheadWords } from '../query/typeahead-words.js';

const FIELD_OF: Readonly<Record<SectionName, Field>> = {
  summary: 'description',
  description: 'issue',
  environment: 'environment',
  issue: 'issue',
  'steps-to-reproduce': 'issue',
  cause: 'cause',
  resolution: 'resolution',
  workaround: 'resolution',
  additional: 'resolution',
};

/** Beyond this a section is a table or a log: its first pages tell what it is about. */
const LONGEST_SECTION = 60_000;
const LONGEST_TEXT = 12_000;

/**
 * Make a translation ready for the index; pure, and where the work of indexing is: run it beside the parser.
 *
 * @param facts - Of the article the translation belongs to.
 */
export function analyzeTranslation(translation: Translation, facts: ArticleFacts): IndexEntry {
  const { locale, title, heading, keywords, description, sections } = translation;
  const analyzer = analyzerOf(locale);
  const words = new Set<string>();
  const analyze = (text: string): string => analyzer.terms(text.slice(0, LONGEST_SECTION), words);
  const sectionTerms = (field: Field): string =>
    sections
      .filter((section) => FIELD_OF[section.name] === field)
      .map((section) => analyze(section.text))
      .join(' ');
  const fields: Record<Field, string> = {
    title: analyze(title),
    heading: heading === undefined ? '' : analyze(heading),
    keywords: [translation.number, ...keywords].map(analyze).join(' '),
    description: `${analyze(description ?? '')} ${sectionTerms('description')}`.trim(),
    issue: sectionTerms('issue'),
    cause: sectionTerms('cause'),
    resolution: sectionTerms('resolution'),
    environment: sectionTerms('environment'),
  };
  return {
    title,
    products: facts.products,
    isHidden: facts.isHidden,
    fields,
    typeahead: typeaheadWords(title).join(' '),
    words: [...words].join(' '),
    text: snippetSource(
      description,
      sections.map((section) => section.text),
    ),
  };
}

function snippetSource(description: string | undefined, texts: readonly string[]): string {
  const parts = [description ?? '', ...texts].filter((text) => text.trim() !== '');
  return cleanText(parts.join('\n').slice(0, LONGEST_TEXT)).replace(/\s+/g, ' ').trim();
}
