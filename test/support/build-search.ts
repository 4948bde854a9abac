import { randomBytes } from 'node:crypto';
import Database from 'libsql';
import type { ArticleFacts, Section, SectionName, Translation } from '../../src/article/article.js';
import { analyzeTranslation } from '../../src/search/index/index-entry.js';
import { createSearch, type Search } from '../../src/search/create-search.js';
import { createIndexState } from '../../src/search/index/index-state.js';
import { createSearchCluster } from '../../src/search/opensearch/search-cluster.js';
import type { OwnWords } from '../../src/search/own-words.js';
import { createSearchSchema, SearchWriter } from '../../src/search/index/search-writer.js';
import { buildTranslation } from './build-article.js';

/** A test's article in one locale; the rest gets defaults. */
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
  readonly isBug?: boolean;
  readonly version?: number;
  /** A day: `2024-05-01`. */
  readonly publishedOn?: string;
}

function toTranslation({
  number,
  locale,
  title,
  heading,
  description,
  keywords,
  sections,
  version,
  publishedOn,
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
    ...(version !== undefined && { version }),
    ...(publishedOn !== undefined && { publishedAt: `${publishedOn}T10:00:00Z` }),
  });
}

/** A small index that can be written to and searched. */
export interface SearchFixture {
  readonly search: Search;
  readonly db: InstanceType<typeof Database>;
  put: (...given: readonly GivenTranslation[]) => void;
  remove: (number: string, locale: string) => void;
}

/** Index the given translations, after a site's own words if any; the served locale is the requested one, else English, else the first. */
export function buildSearch(
  ...given: readonly [OwnWords, ...GivenTranslation[]] | readonly GivenTranslation[]
): SearchFixture {
  const db = new Database(':memory:');
  createSearchSchema(db);
  db.exec('CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)');
  const [words, ...rest] = given as readonly (OwnWords | GivenTranslation)[];
  const hasWords = words !== undefined && 'synonyms' in words;
  if (hasWords) db.prepare("INSERT INTO meta VALUES ('search-words', ?)").run(JSON.stringify(words));
  const translations = [
    ...(words === undefined || hasWords ? [] : [words]),
    ...rest,
  ] as readonly GivenTranslation[];
  const put = (...translations: readonly GivenTranslation[]): void => {
    const writer = new SearchWriter(db);
    for (const one of translations) {
      const facts: ArticleFacts = {
        products: one.products ?? ['Lantern'],
        appliesTo: [],
        isBug: one.isBug ?? false,
        isHidden: one.isHidden ?? false,
      };
      writer.put(one.number, one.locale, analyzeTranslation(toTranslation(one), facts));
    }
    writer.finish();
    db.prepare("INSERT OR REPLACE INTO meta VALUES ('revision', ?)").run(randomBytes(32).toString('hex'));
  };
  put(...translations);
  const remove = (number: string, locale: string): void => {
    const writer = new SearchWriter(db);
    writer.remove(number, locale);
    writer.finish();
    db.prepare("INSERT OR REPLACE INTO meta VALUES ('revision', ?)").run(randomBytes(32).toString('hex'));
  };
  const chooseLocale = (asked: string, available: readonly string[]): string =>
    [asked, 'en'].find((locale) => available.includes(locale)) ?? available[0] ?? asked;
  const url = process.env['OPENSEARCH_FOR_TESTS'];
  return { db, put, remove, search: url === undefined ? createSearch(db, { chooseLocale }) : onCluster(url) };

  /** The same with OpenSearch: a search waits for its revision's index. */
  function onCluster(address: string): Search {
    const cluster = createSearchCluster(address, db);
    const readState = createIndexState(db);
    const made = createSearch(db, { chooseLocale, cluster });
    const search: Search['search'] = async (query) => {
      for (;;) {
        await cluster.prepare(readState());
        const result = await made.search(query);
        if (result.degraded === undefined) return result;
        if (result.degraded === 'away') throw new Error('the cluster is away');
      }
    };
    return { ...made, search };
  }
}
