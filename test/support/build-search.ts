import Database from 'libsql';
import type { ArticleFacts, Section, SectionName, Translation } from '../../src/article/article.js';
import { analyzeTranslation } from '../../src/search/index/index-entry.js';
import { createSearch, type Search } from '../../src/search/create-search.js';
import { createSearchSchema, createSearchWriter } from '../../src/search/index/search-writer.js';
import { buildTranslation } from './build-article.js';

/** What a test says of an article in one locale; the rest is made up. */
export interface GivenTranslation {
  readonly number: string;
  readonly locale: string;
  readonly title: string;
  readonly heading?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly sections?: Partial<Record<SectionName, string>>;
  readonly products?: readonly string[];
  readonly isHidden?: boolean;
}

function toTranslation({
  number,
  locale,
  title,
  heading,
  description,
  keywords,
  sections,
}: GivenTranslation): Translation {
  const names = Object.entries(sections ?? {}) as [SectionName, string][];
  return buildTranslation({
    number,
    locale,
    title,
    heading: heading ?? title,
    description,
    keywords: keywords ?? [],
    sections: names.map(([name, text]): Section => ({ name, anchor: name, blocks: [], text })),
    steps: [],
  });
}

/** A small index that can be written to and searched. */
export interface SearchFixture {
  readonly search: Search;
  readonly db: InstanceType<typeof Database>;
  put: (...given: readonly GivenTranslation[]) => void;
  remove: (number: string, locale: string) => void;
}

/** Make an index of the given translations; the served locale is the asked one, else English, else the first. */
export function buildSearch(...given: readonly GivenTranslation[]): SearchFixture {
  const db = new Database(':memory:');
  createSearchSchema(db);
  const put = (...translations: readonly GivenTranslation[]): void => {
    const writer = createSearchWriter(db);
    for (const one of translations) {
      const facts: ArticleFacts = {
        products: one.products ?? ['Lantern'],
        appliesTo: [],
        isBug: false,
        isHidden: one.isHidden ?? false,
      };
      writer.put(one.number, one.locale, analyzeTranslation(toTranslation(one), facts));
    }
    writer.finish();
  };
  put(...given);
  const remove = (number: string, locale: string): void => {
    const writer = createSearchWriter(db);
    writer.remove(number, locale);
    writer.finish();
  };
  const chooseLocale = (asked: string, available: readonly string[]): string =>
    [asked, 'en'].find((locale) => available.includes(locale)) ?? available[0] ?? asked;
  return { db, put, remove, search: createSearch(db, { chooseLocale }) };
}
