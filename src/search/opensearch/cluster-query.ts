import { z } from 'zod';
import { analyzerOf } from '../analysis/analyzer.js';
import { termOf } from '../index/segment.js';
import type { LocalePlan } from '../query/plan-query.js';
import {
  firstStageTokens,
  LEAST_SHARE,
  mostJudged,
  type ChosenDocuments,
  type FirstStageAsk,
} from '../query/score.js';
import type { SearchQuery } from '../query/search-query.js';
import { ClusterFailure, type AskCluster } from './ask-cluster.js';
import { numberOf, TERM_FIELDS } from './cluster-documents.js';

/** OpenSearch allows 1,024 clauses per query, and each term is searched in five fields. */
const MOST_TERMS = 190;
/** Impacts are quantized to thirds here, so a document slightly below the threshold may be above it in memory. */
const SLACK = 0.9;

const ANSWER = z.object({
  responses: z.array(
    z.object({
      status: z.number(),
      hits: z
        .object({ hits: z.array(z.object({ _id: z.string(), _score: z.number() })).default([]) })
        .default({ hits: [] }),
    }),
  ),
});

/** The part of the response that `parseChosen` reads. */
const ANSWER_PATHS = 'responses.status,responses.hits.hits._id,responses.hits.hits._score';

interface TermWeight {
  readonly term: string;
  readonly weight: number;
}

const anyOf = (clauses: readonly object[]): object => ({ bool: { should: clauses } });
const fieldClauses = ({ term, weight }: TermWeight): object[] =>
  TERM_FIELDS.map(({ name, adds }) => ({ term: { [name]: { value: term, boost: weight * adds } } }));

/** A token's own term, or its parts if unknown, and its alternatives. */
function tokenClauses(plan: LocalePlan): object[] {
  const all = firstStageTokens(plan).map(({ token, weight }) => {
    const weigh = ({ id, share }: { readonly id: number; readonly share: number }): TermWeight => ({
      term: termOf(plan.index, id),
      weight: weight * share,
    });
    const own = token.id < 0 ? [] : [weigh({ id: token.id, share: 1 })];
    return { own, parts: token.partTerms.map(weigh), others: token.otherTerms.map(weigh) };
  });
  const weights = all.flatMap(({ own, parts, others }) => [...own, ...parts, ...others]);
  const kept = new Set(weights.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_TERMS));
  const clausesOf = (terms: readonly TermWeight[]): object[] =>
    terms.filter((term) => kept.has(term)).flatMap(fieldClauses);
  return all.flatMap(({ own, parts, others }) => {
    // An empty clause would match everything.
    const [whole, apart] = [clausesOf(own), clausesOf(parts)];
    const both = { dis_max: { queries: [anyOf(whole), anyOf(apart)] } };
    return [...(whole.length > 0 && apart.length > 0 ? [both] : [...whole, ...apart]), ...clausesOf(others)];
  });
}

/**
 * The lines of an `_msearch`: one search per plan.
 *
 * @param query - Its filters are applied by the cluster, so that filtered documents do not use up the limit.
 */
function msearchLines({ plans, parsed }: FirstStageAsk, query: SearchQuery): object[] {
  const product = parsed.product ?? query.product;
  return plans.flatMap((plan) => {
    const { locale } = plan.index;
    const excluded = parsed.excluded.flatMap((word) => analyzerOf(locale).tokens(word));
    return [
      {},
      {
        size: mostJudged(plan),
        track_total_hits: false,
        query: {
          bool: {
            should: tokenClauses(plan),
            minimum_should_match: 1,
            filter: [
              { term: { locale } },
              ...(product === undefined ? [] : [{ term: { products: product } }]),
              ...(query.isBug === true ? [{ term: { bug: true } }] : []),
              ...(query.isCurrent === true ? [{ term: { behind: false } }] : []),
              ...(query.publishedSince === undefined
                ? []
                : [{ range: { day: { gte: query.publishedSince } } }]),
            ],
            must_not: excluded.map(({ term }) => ({ term: { terms: term } })),
          },
        },
      },
    ];
  });
}

/**
 * Parse the response of an `_msearch`.
 *
 * @returns Undefined when a search failed.
 */
function parseChosen({ plans }: FirstStageAsk, body: unknown): ChosenDocuments | undefined {
  const answer = ANSWER.safeParse(body);
  if (!answer.success || answer.data.responses.length !== plans.length) return undefined;
  const { responses } = answer.data;
  if (responses.some(({ status }) => status !== 200)) return undefined;
  const best = Math.max(...responses.map(({ hits }) => hits.hits[0]?._score ?? 0));
  return plans.map(({ index }, i) =>
    (responses[i]?.hits.hits ?? [])
      .filter(({ _score }) => _score >= SLACK * LEAST_SHARE * best)
      .flatMap(({ _id }) => index.byNumber.get(numberOf(_id)) ?? []),
  );
}

/**
 * Let an index have the first stage of a search.
 *
 * @param timeout - Milliseconds.
 * @throws ClusterFailure, `no-index` also when a search failed.
 */
export async function chooseInIndex(
  ask: AskCluster,
  name: string,
  asked: FirstStageAsk,
  query: SearchQuery,
  timeout?: number,
): Promise<ChosenDocuments> {
  const path = `${name}/_msearch?filter_path=${ANSWER_PATHS}`;
  const { status, body } = await ask('POST', path, msearchLines(asked, query), timeout);
  const chosen = status === 200 ? parseChosen(asked, body) : undefined;
  if (chosen === undefined) throw new ClusterFailure('no-index', `HTTP ${status}`);
  return chosen;
}
