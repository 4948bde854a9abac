import type { Segment } from '../index/segment.js';
import { FIELDS, type Field } from '../index/index-entry.js';
import type { ParsedQuery } from './parse-query.js';
import { contentOf, type LocalePlan, type PlannedTerm, type PlannedToken } from './plan-query.js';

/**
 * Weights of the evidence for a document. Each kind is from 0 to 1.
 *
 * @see docs/decisions/0151-ranking.md for how these were found
 */
const WEIGHTS = {
  /** Share of the query's weight found in any field. */
  coverage: 0.24,
  /** Share found in the title, or in the heading, which is translated separately. */
  titleCoverage: 0.12,
  /** Share of the title's terms in the query. */
  titlePrecision: 0.2,
  /** Share of the query's adjacent pairs that are adjacent in the title. */
  titleOrder: 0.07,
  keywordCoverage: 0.1,
  descriptionCoverage: 0.09,
  /** BM25 score as a share of its maximum. */
  impact: 0.28,
  /** Share of the query's rare names and codes found whole in any field. */
  rareNames: 0.38,
};

export type Evidence = Readonly<Record<keyof typeof WEIGHTS, number>>;

/** A long text contains half of any question by chance, but rarely all of it. */
const COVERAGE_POWER = 3.5;

export interface Candidate {
  readonly plan: LocalePlan;
  readonly document: number;
  readonly evidence: Evidence;
  readonly score: number;
}

const bit = (field: Field): number => 1 << FIELDS.indexOf(field);
const TITLE = bit('title');
const HEADING = bit('heading');
const KEYWORDS = bit('keywords');
const DESCRIPTION = bit('description');

/** A name in so few documents, or so small a share of them, is probably what the query is about. */
const RARE_COUNT = 4;
const RARE_SHARE = 0.004;

/** Candidates scored per locale in the query's language. */
const MOST_JUDGED = 200;
/** The same for other languages. */
const MOST_JUDGED_ELSEWHERE = 50;
/** First-stage threshold, as a share of the best score. */
export const LEAST_SHARE = 0.4;

/** First-stage weights of a term: presence, in title, in keywords, and full impact. */
export const FIRST_STAGE = {
  any: WEIGHTS.coverage,
  title: WEIGHTS.titleCoverage + WEIGHTS.titlePrecision,
  keywords: WEIGHTS.keywordCoverage,
  impact: WEIGHTS.impact,
};

/** First-stage weight of each field mask. */
const MASK_ADDS = Float32Array.from({ length: 256 }, (_, mask) => {
  const title = (mask & (TITLE | HEADING)) !== 0 ? FIRST_STAGE.title : 0;
  const keywords = (mask & KEYWORDS) !== 0 ? FIRST_STAGE.keywords : 0;
  return FIRST_STAGE.any + title + keywords;
});

function isRareName({ kind, count }: PlannedToken, total: number): boolean {
  return kind === 'name' && count > 0 && count <= Math.max(RARE_COUNT, RARE_SHARE * total);
}

const RARE_BOOST = 1.5;

/** Relative first-stage weights of a plan's tokens; stop words count only if there is nothing else. */
export function firstStageTokens(
  plan: LocalePlan,
): readonly { readonly token: PlannedToken; readonly weight: number }[] {
  const content = contentOf(plan);
  return (content.length > 0 ? content : plan.tokens).map((token) => ({
    token,
    weight: (token.weight * (isRareName(token, plan.index.size) ? RARE_BOOST : 1)) / plan.weight,
  }));
}

/** The first stage: one pass over the postings of the query's terms. */
function sumLocale(plan: LocalePlan) {
  const { postingStarts, documents, evidence, size } = plan.index;
  const sums = new Float32Array(size);
  const touched: number[] = [];
  /** The last token whose own term matched a document; its parts then add nothing. */
  const heldBy = new Int32Array(size);
  const add = (id: number, weight: number, token: number, isWhole: boolean): void => {
    const end = postingStarts[id + 1] ?? 0;
    for (let at = postingStarts[id] ?? 0; at < end; at++) {
      const document = documents[at] ?? 0;
      if (isWhole) heldBy[document] = token;
      else if (heldBy[document] === token) continue;
      const found = evidence[at] ?? 0;
      const sum = sums[document] ?? 0;
      if (sum === 0) touched.push(document);
      sums[document] =
        sum + weight * ((MASK_ADDS[found >> 8] ?? 0) + ((found & 255) / 255) * FIRST_STAGE.impact);
    }
  };
  firstStageTokens(plan).forEach(({ token, weight }, i) => {
    if (token.id >= 0) add(token.id, weight, i + 1, true);
    for (const { id, share } of token.partTerms) add(id, weight * share, i + 1, false);
    for (const { id, share } of token.otherTerms) add(id, weight * share, i + 1, false);
  });
  return { plan, /** By document, as shares of the maximum. */ sums, documents: wanted(plan, touched) };
}

function wanted({ isWanted }: LocalePlan, documents: readonly number[]): readonly number[] {
  return isWanted === undefined ? documents : documents.filter(isWanted);
}

/** Most documents scored per locale. */
export function mostJudged({ isHome }: LocalePlan): number {
  return isHome ? MOST_JUDGED : MOST_JUDGED_ELSEWHERE;
}

/** Fields by bits of the field mask: any, title, heading, keywords, description; then the impact. */
const PLACES = [0xff, TITLE, HEADING, KEYWORDS, DESCRIPTION];
const IMPACT = PLACES.length;
const COLUMNS = IMPACT + 1;

const PAIR = 2 ** 26;

/** The parts of a plan used for comparing titles: its terms, and the keys of neighbouring ones. */
function titleQueryOf({ tokens }: LocalePlan) {
  const pairs = new Set<number>();
  tokens.slice(1).forEach(({ id }, i) => {
    const before = tokens[i]?.id ?? -1;
    if (before >= 0 && id >= 0) pairs.add(before * PAIR + id);
  });
  const own = tokens.flatMap(({ id, partTerms, otherTerms }) => [
    id,
    ...partTerms.map((term) => term.id),
    ...otherTerms.map((term) => term.id),
  ]);
  return { own: new Set(own), pairs, neighbours: Math.max(1, tokens.length - 1) };
}

function compareTitle(
  { titleStarts, titleTerms }: Segment,
  place: number,
  { own, pairs, neighbours }: ReturnType<typeof titleQueryOf>,
): { precision: number; order: number } {
  const start = titleStarts[place] ?? 0;
  const end = titleStarts[place + 1] ?? 0;
  let [distinct, met, inOrder] = [0, 0, 0];
  for (let i = start; i < end; i++) {
    const term = titleTerms[i] ?? 0;
    if (i > start && pairs.has((titleTerms[i - 1] ?? 0) * PAIR + term)) inOrder++;
    if (titleTerms.indexOf(term, start) < i) continue;
    distinct++;
    if (own.has(term)) met++;
  }
  return { precision: met / Math.max(1, distinct), order: Math.min(1, inOrder / neighbours) };
}

function relevance(evidence: Evidence): number {
  return (
    WEIGHTS.coverage * evidence.coverage ** COVERAGE_POWER +
    WEIGHTS.titleCoverage * evidence.titleCoverage +
    WEIGHTS.titlePrecision * evidence.titlePrecision +
    WEIGHTS.titleOrder * evidence.titleOrder +
    WEIGHTS.keywordCoverage * evidence.keywordCoverage +
    WEIGHTS.descriptionCoverage * evidence.descriptionCoverage +
    WEIGHTS.impact * evidence.impact +
    WEIGHTS.rareNames * evidence.rareNames
  );
}

export interface FirstStageAsk {
  readonly plans: readonly LocalePlan[];
  /** Inputs of the plans' filters besides the query's parameters. */
  readonly parsed: Pick<ParsedQuery, 'product' | 'excluded'>;
}

/** Documents of each plan, in the plans' order; the best first. */
export type ChosenDocuments = readonly (readonly number[])[];

/** The first stage over the index in memory. */
export function chooseDocuments({ plans }: Pick<FirstStageAsk, 'plans'>): ChosenDocuments {
  const stages = plans.map(sumLocale);
  let best = 0;
  for (const { sums, documents } of stages) {
    for (const document of documents) best = Math.max(best, sums[document] ?? 0);
  }
  return stages.map(({ plan, sums, documents }) => {
    const near = documents.filter((document) => (sums[document] ?? 0) >= LEAST_SHARE * best);
    return near.sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b).slice(0, mostJudged(plan));
  });
}

/** Score the candidates of a first stage. */
export function judgeChosen(
  { plans }: Pick<FirstStageAsk, 'plans'>,
  chosen: ChosenDocuments,
): { readonly candidates: readonly Candidate[]; readonly isCapped: boolean } {
  return {
    candidates: plans.flatMap((plan, i) => judgeDocuments(plan, wanted(plan, chosen[i] ?? []))),
    isCapped: plans.some((plan, i) => (chosen[i]?.length ?? 0) >= mostJudged(plan)),
  };
}

/** Score documents of one locale. */
export function judgeDocuments(plan: LocalePlan, documents: readonly number[]): Candidate[] {
  if (documents.length === 0) return [];
  const { index, tokens, weight: total } = plan;
  /** Row of each document, from 1; 0 when not a candidate. */
  const rows = new Uint32Array(index.size);
  documents.forEach((document, i) => (rows[document] = i + 1));
  /** Shares per document: how well it matches the current token, and all tokens so far. */
  const held = new Float64Array(documents.length * COLUMNS);
  const sums = new Float64Array(held.length);
  const rareNames = new Float64Array(documents.length);
  /** Read a term's postings: shares of parts add up; of others the best counts. */
  const add = ({ id, share }: PlannedTerm, isPart: boolean, rareWeight = 0): void => {
    const end = index.postingStarts[id + 1] ?? 0;
    for (let at = index.postingStarts[id] ?? 0; at < end; at++) {
      const row = (rows[index.documents[at] ?? 0] ?? 0) - 1;
      if (row < 0) continue;
      const found = index.evidence[at] ?? 0;
      const start = row * COLUMNS;
      for (let place = 0; place < IMPACT; place++) {
        if (((found >> 8) & (PLACES[place] ?? 0)) === 0) continue;
        const before = held[start + place] ?? 0;
        held[start + place] = isPart ? before + share : Math.max(before, share);
      }
      held[start + IMPACT] = Math.max(held[start + IMPACT] ?? 0, (share * (found & 255)) / 255);
      rareNames[row] = (rareNames[row] ?? 0) + rareWeight;
    }
  };
  let rareTotal = 0;
  for (const token of tokens) {
    const { id, weight, partTerms, otherTerms } = token;
    const rareWeight = isRareName(token, index.size) ? weight : 0;
    rareTotal += rareWeight;
    for (const term of partTerms) add(term, true);
    for (const term of otherTerms) add(term, false);
    if (id >= 0) add({ id, share: 1 }, false, rareWeight);
    held.forEach((share, i) => {
      if (share > 0) sums[i] = (sums[i] ?? 0) + (weight * share) / total;
    });
    held.fill(0);
  }
  const titleQuery = titleQueryOf(plan);
  return documents.map((document, i) => {
    const row = sums.subarray(i * COLUMNS, (i + 1) * COLUMNS);
    const [coverage = 0, title = 0, heading = 0, keywords = 0, description = 0, impact = 0] = row;
    const isHeading = heading > title;
    const { precision, order } = compareTitle(index, 2 * document + (isHeading ? 1 : 0), titleQuery);
    const evidence: Evidence = {
      coverage,
      titleCoverage: Math.max(title, heading),
      titlePrecision: precision,
      titleOrder: order,
      keywordCoverage: keywords,
      descriptionCoverage: description,
      impact,
      rareNames: rareTotal === 0 ? 0 : (rareNames[i] ?? 0) / rareTotal,
    };
    return { plan, document, evidence, score: relevance(evidence) };
  });
}
