import type { Database, Statement } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../article/article.js';
import { createCloseness } from './closeness.js';
import { matchExpression, quoteTerm } from './match-expression.js';
import { relevance, type Evidence } from './relevance.js';
import { localeTables } from './search-tables.js';
import type { WeightedUnit } from './telling-units.js';

/** A translation that may answer the query. */
export interface Candidate {
  readonly id: number;
  readonly number: string;
  readonly locale: LocaleTag;
  readonly title: string;
  readonly evidence: Evidence;
  readonly score: number;
}

/** So many translations of a locale are looked at closely; what full-text search ranks behind them is not met. */
export const MOST_CANDIDATES = 200;
/** Full text must give a candidate this share of the best one's score for it to be looked at. */
const LEAST_TEXT = 0.3;

const rankRows = z.array(z.tuple([z.number(), z.number()]));
const documentRows = z.array(
  z.tuple([z.number(), z.string(), z.string(), z.string(), z.string(), z.string(), z.string()]),
);

/** Where and by what candidates are looked for. */
export interface CandidateQuery {
  readonly locale: LocaleTag;
  readonly units: readonly WeightedUnit[];
  /** Translations of the locale. */
  readonly total: number;
  readonly product: string | undefined;
  /** Terms that must stand side by side, in place of any of the units. */
  readonly phrase: readonly string[] | undefined;
}

/** Finds and scores the translations of one locale. */
export type FindCandidates = (query: CandidateQuery) => Candidate[];

/** Prepare to find candidates over one connection. */
export function createFindCandidates(db: Database): FindCandidates {
  const selectDocuments = db
    .prepare(
      `SELECT d.id, d.number, d.title, d.title_terms, d.heading_terms, d.keyword_terms, d.description_terms
       FROM json_each(?) j CROSS JOIN search_document d ON d.id = j.value`,
    )
    .raw();
  const prepared = new Map<string, Statement>();
  const statementOf = (locale: LocaleTag, isFiltered: boolean): Statement => {
    const key = `${locale} ${isFiltered ? 1 : 0}`;
    const { terms } = localeTables(locale);
    const filter = isFiltered ? 'AND rowid IN (SELECT id FROM search_product WHERE product = ?)' : '';
    const statement =
      prepared.get(key) ??
      db.prepare(`SELECT rowid, rank FROM ${terms} WHERE ${terms} MATCH ? ${filter} ORDER BY rank LIMIT ${MOST_CANDIDATES}`).raw();
    prepared.set(key, statement);
    return statement;
  };

  return ({ locale, units, total, product, phrase }) => {
    const expression = phrase === undefined ? matchExpression(units, total) : quoteTerm(phrase.join(' '));
    if (expression === undefined) return [];
    const parameters = product === undefined ? [] : [product];
    const ranked = rankRows.parse(statementOf(locale, product !== undefined).all(expression, ...parameters));
    const best = ranked[0]?.[1] ?? -1;
    const shares = new Map(ranked.map(([id, rank]) => [id, rank / best] as const).filter(([, share]) => share >= LEAST_TEXT));
    const closeness = createCloseness(units);
    return documentRows
      .parse(selectDocuments.all(JSON.stringify([...shares.keys()])))
      .map(([id, number, title, titleTerms, heading, keywords, description]) => {
        const near = closeness({ title: titleTerms, heading, keywords, description });
        const evidence = { ...near, text: shares.get(id) ?? 0 };
        return { id, number, locale, title, evidence, score: relevance(evidence) };
      });
  };
}
