import type { Database, Statement } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import { createCloseness } from './closeness.js';
import { matchExpression, quoteTerm, type MatchEffort } from './match-expression.js';
import { relevance, type Evidence } from './relevance.js';
import { localeTables } from '../index/search-tables.js';
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

/** How much of a locale is looked at. */
export interface Effort extends MatchEffort {
  /** So many of them are compared closely; what full text ranks behind is not met. */
  readonly compared: number;
}

/** In the likely language of the query. */
export const OWN_EFFORT: Effort = { atLeast: 2, scored: 2_000, compared: 200 };
/** In another one. */
export const OTHER_EFFORT: Effort = { atLeast: 0, scored: 400, compared: 60 };

/** Full text must give a candidate this share of the best one's score for it to be looked at. */
const LEAST_TEXT = 0.3;

const rankRows = z.array(z.tuple([z.number(), z.number()]));
const documentRows = z.array(
  z.tuple([z.number(), z.string(), z.string(), z.string(), z.string(), z.string(), z.string()]),
);

/** Where and by what candidates are looked for. */
interface CandidateQuery {
  readonly locale: LocaleTag;
  readonly units: readonly WeightedUnit[];
  readonly product: string | undefined;
  readonly effort: Effort;
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
      db
        .prepare(`SELECT rowid, rank FROM ${terms} WHERE ${terms} MATCH ? ${filter} ORDER BY rank LIMIT ?`)
        .raw();
    prepared.set(key, statement);
    return statement;
  };

  return ({ locale, units, product, effort, phrase }) => {
    const expression = phrase === undefined ? matchExpression(units, effort) : quoteTerm(phrase.join(' '));
    if (expression === undefined) return [];
    const parameters = [expression, ...(product === undefined ? [] : [product]), effort.compared];
    const ranked = rankRows.parse(statementOf(locale, product !== undefined).all(...parameters));
    const best = ranked[0]?.[1] ?? -1;
    const shares = new Map(
      ranked.map(([id, rank]) => [id, rank / best] as const).filter(([, share]) => share >= LEAST_TEXT),
    );
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
