import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A query of a set, and its relevant articles with grades: 1 if the set names a single article. */
export interface JudgedQuery {
  readonly query: string;
  /** The reader's. */
  readonly locale: string;
  /** A finer group within the set: `edit1`, `asked in en`. */
  readonly kind: string;
  readonly grades: ReadonlyMap<string, number>;
}

/** Queries of one kind, and how results are scored. */
export interface QuerySet {
  readonly name: string;
  readonly measure: 'MRR@10' | 'nDCG@5';
  /** Lowest score accepted. */
  readonly floor: number;
  readonly queries: readonly JudgedQuery[];
}

interface SetRow {
  readonly query: string;
  readonly locale: string;
  readonly number?: string;
  readonly also?: readonly string[];
  readonly from?: string;
  readonly kind?: string;
  readonly grades?: Readonly<Record<string, number>>;
}

const FLOORS: Readonly<Record<string, number>> = {
  't-title': 0.985,
  'a-symptom': 0.95,
  'b-error': 0.94,
  'c-cross': 0.97,
  'c2-foreign': 0.45,
  'd-spelling': 0.93,
  'e-judged': 0.75,
  'f-chat': 0.55,
};

/** Read the sets of a folder: per file a JSON list of `{locale, number, query}` or `{locale, query, grades}`. */
export function readSets(folder: string): QuerySet[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.toSorted().map((file) => {
    const name = file.replace('.json', '');
    const rows = JSON.parse(readFileSync(join(folder, file), 'utf8')) as SetRow[];
    const isGraded = rows.some(({ grades }) => grades !== undefined);
    const queries = rows.map(({ query, locale, number = '', also = [], from, kind, grades }) => ({
      query,
      locale,
      kind: kind ?? (from === undefined ? '' : `asked in ${from}`),
      grades: new Map(
        grades === undefined ? [number, ...also].map((right) => [right, 1] as const) : Object.entries(grades),
      ),
    }));
    return { name, measure: isGraded ? 'nDCG@5' : 'MRR@10', floor: FLOORS[name] ?? 0, queries };
  });
}

/** Remove relevant articles that the collection lacks, and queries left without any. */
export function withoutMissing(set: QuerySet, numbers: ReadonlySet<string>): QuerySet {
  const queries = set.queries.map((query) => ({
    ...query,
    grades: new Map([...query.grades].filter(([number]) => numbers.has(number))),
  }));
  return { ...set, queries: queries.filter(({ grades }) => grades.size > 0) };
}

/** Score one result list, 0 to 1. */
export function scoreAnswer(
  measure: QuerySet['measure'],
  found: readonly string[],
  { grades }: JudgedQuery,
): number {
  if (measure === 'MRR@10') {
    const rank = found.slice(0, 10).findIndex((number) => grades.has(number)) + 1;
    return rank === 0 ? 0 : 1 / rank;
  }
  const gain = (ordered: readonly number[]): number =>
    ordered.slice(0, 5).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
  const best = gain([...grades.values()].toSorted((a, b) => b - a));
  return best === 0 ? 0 : gain(found.map((number) => grades.get(number) ?? 0)) / best;
}

/** The family a locale's script belongs to, as search treats it. */
export function localeFamily(locale: string): string {
  return /^(?:ja|ko|zh)\b/.test(locale) ? 'CJK' : 'Latin';
}

/** Which half a query belongs to: weights are fitted on `dev` alone. */
export function halfOf({ query }: JudgedQuery): 'dev' | 'held out' {
  let hash = 7;
  for (const character of query) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return (hash >>> 4) % 2 === 0 ? 'dev' : 'held out';
}

/** The mean of some numbers; NaN if there are none. */
export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
