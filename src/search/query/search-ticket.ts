import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { analyzerOf } from '../analysis/analyzer.js';
import type { IndexState } from '../index/index-state.js';
import { countOf, findTerm } from '../index/segment.js';
import type { SearchHit, SearchQuery, SearchResult } from './search-query.js';

/** Characters of a ticket that are searched as a whole, and those of a part. */
const LONGEST_WHOLE = 16_384;
const LONGEST_PART = 2_000;
const SHORTEST_PART = 5;
/** Parts considered; what comes after them is mostly quoted mail. */
const MOST_PARTS = 40;
const MOST_SEARCHED = 10;
/** Of a log the first lines do: the text as a whole is condensed to its names. */
const MOST_SENTENCES = 8;
/** Shorter lines in a row are a signature or a list rather than a paragraph. */
const SHORTEST_LINE = 60;
const SENTENCE_END = /\n|(?<=[.!?])\s+|(?<=[。！？])/;
/** A part with this share of courtesies is not searched. */
const MOST_COURTESY = 0.4;
/** People come to the point early: each part counts this much less than the one before it. */
const LATER_PART = 0.01;
const LEAST_HITS = 3;
/** Of the best score; what has less is left out, as in a search. */
const LEAST_SCORE = 0.25;
/** The best parts, for which the matching passages are looked up. */
const PASSAGE_PARTS = 2;
/** Fewest characters that show the customer's own language. */
const SHORTEST_PROSE = 25;
/** A word of letters that this share of translations hold is a word of the library's subject. */
const SUBJECT_SHARE = 0.1;
/** Characters of a part that show whether it is a courtesy. */
const LONGEST_COURTESY = 500;
const PHONE_NUMBER = /\+\d[\d\s()./-]{6,}/g;

/** The share of a text's words that are courtesies of letters, 0 to 1. */
type Courtesy = (text: string) => number;

/** Terms of `courtesies.json` by language. */
function courtesyTerms(): readonly (readonly [language: string, terms: readonly string[]])[] {
  const file = readFileSync(new URL('../analysis/courtesies.json', import.meta.url), 'utf8');
  const texts = z.record(z.string(), z.array(z.string())).parse(JSON.parse(file));
  return Object.entries(texts).map(([language, texts]) => [
    language,
    contentTerms(language, texts.join('\n')),
  ]);
}

function contentTerms(language: string, text: string): readonly string[] {
  return analyzerOf(language)
    .tokens(text)
    .flatMap(({ term, isStop }) => (isStop ? [] : [term]));
}

/** Recognize courtesies in any of their languages, except words that the library itself uses often. */
function createCourtesy({ locales }: IndexState): Courtesy {
  const known = courtesyTerms().map(([language, terms]) => {
    const index = [...locales.values()].find(
      ({ locale }) => locale === language || locale.split('-')[0] === language,
    );
    const isSubject = (term: string): boolean =>
      index !== undefined && countOf(index, findTerm(index, term)) > SUBJECT_SHARE * index.size;
    return { language, terms: new Set(terms.filter((term) => !isSubject(term))) };
  });
  return (text) => {
    const words = text.slice(0, LONGEST_COURTESY).replace(PHONE_NUMBER, ' ');
    const shares = known.map(({ language, terms }) => {
      const content = contentTerms(language, words);
      return content.length === 0 ? 1 : content.filter((term) => terms.has(term)).length / content.length;
    });
    return Math.max(...shares);
  };
}

/** Cut a ticket into the paragraphs and sentences that are searched by themselves, in order. */
function ticketParts(text: string): readonly string[] {
  const parts = text.split(/\r?\n\s*\n/, MOST_PARTS).flatMap((paragraph) => {
    const lines = paragraph.trim().split('\n').length;
    const isList = lines > 1 && paragraph.trim().length < SHORTEST_LINE * lines;
    const sentences = paragraph.split(SENTENCE_END, MOST_SENTENCES);
    return [...(isList ? [] : [paragraph]), ...sentences].map((part) => part.trim().slice(0, LONGEST_PART));
  });
  // Lines of a log that differ in their numbers are one.
  const shapes = new Map(parts.map((part) => [part.replace(/\d+/g, '0'), part]));
  return [...shapes.values()].filter((part) => part.length >= SHORTEST_PART).slice(0, MOST_PARTS);
}

/** Create the search for tickets. @param search - Searches for a plain query. */
export function createSearchTicket(
  readState: () => IndexState,
  search: (query: SearchQuery) => Promise<SearchResult>,
): (query: SearchQuery) => Promise<SearchResult> {
  let known: { readonly state: IndexState; readonly courtesy: Courtesy } | undefined;
  const courtesyIn = (state: IndexState): Courtesy => {
    if (known?.state !== state) known = { state, courtesy: createCourtesy(state) };
    return known.courtesy;
  };

  /**
   * Search for a ticket: its text as a whole, and each paragraph and sentence that is no courtesy by itself. An article counts by the part
   * it is nearest to; a part counts by how much its words tell, so that a courtesy that happens to match outranks no problem.
   *
   * @see docs/decisions/0190-suggestions-by-parts.md
   */
  return async (query) => {
    const courtesy = courtesyIn(readState());
    const whole = query.text.slice(0, LONGEST_WHOLE);
    const own = ticketParts(query.text).filter((part) => part !== whole && courtesy(part) < MOST_COURTESY);
    const parts = [whole, ...own.slice(0, MOST_SEARCHED)];
    const wanted = query.limit ?? MOST_SEARCHED;
    const limit = Math.max(LEAST_HITS, Math.ceil(wanted / parts.length));
    const searchPart = (text: string, unit: 'article' | 'passage'): Promise<SearchResult> =>
      search({ ...query, text, unit, limit, isExplained: true });
    const results = await Promise.all(parts.map((part) => searchPart(part, 'article')));
    const [first] = results;
    if (first === undefined) throw new Error('a ticket is searched as a whole');
    const ranked = parts
      .flatMap((part, place) => {
        const { items = [], explanation } = results[place] ?? {};
        const share = (1 - courtesy(part)) ** 2 * (1 - LATER_PART * place);
        const told = (explanation?.information ?? 0) * share;
        return items.map((hit) => ({ hit: { ...hit, score: hit.score * told }, part }));
      })
      .toSorted((a, b) => b.hit.score - a.hit.score);
    const items = new Map<string, SearchHit>();
    const least = LEAST_SCORE * (ranked[0]?.hit.score ?? 0);
    for (const { hit } of ranked) {
      if (!items.has(hit.number) && hit.score >= least) items.set(hit.number, hit);
    }
    const best = [...new Set(ranked.map(({ part }) => part))].slice(0, PASSAGE_PARTS);
    const found = await Promise.all(best.map((part) => searchPart(part, 'passage')));
    // A pasted log is often in another language than the customer's own words.
    const prose = results[parts.findIndex((part, place) => place > 0 && part.length >= SHORTEST_PROSE)];
    const home = new Set([prose, first].flatMap((result) => result?.explanation?.home ?? []));
    return {
      ...first,
      items: [...items.values()].slice(0, wanted),
      passages: found.flatMap(({ passages }) => passages),
      explanation: first.explanation && { ...first.explanation, home: [...home] },
    };
  };
}
