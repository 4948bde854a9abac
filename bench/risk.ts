import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { RiskFacts } from '../src/article/article.js';
import { measureRisk, riskScore } from '../src/article/risk.js';
import { collectFindings } from '../src/check/check-folder.js';
import { RULES } from '../src/check/rule-table.js';
import { compileTranslation, type SourceContext } from '../src/content/compile-translation.js';
import { DEFAULT_INTERNAL_HOSTS } from '../src/content/private-address.js';
import { SETTINGS } from '../test/support/compile.js';

/**
 * Measure how well the risk score ranks a sample of hand-reviewed translations, compared with simpler scores.
 *
 * The locale's error rate is taken from the other articles of the sample (leave one out).
 *
 * usage: npm run bench:risk -- --content DIR
 */
const { values } = parseArgs({ options: { content: { type: 'string' } } });
const contentDir = values.content;
if (contentDir === undefined) throw new Error('--content DIR is missing');

/** A reviewed translation. */
interface Read {
  readonly locale: string;
  readonly number: string;
  readonly critical: number;
  readonly major: number;
}
interface Judged extends Read, RiskFacts {
  readonly errors: number;
  readonly degree: number;
  readonly findings: number;
}

/** Smoothing of a locale's rate: words of average quality added to it. */
const PRIOR_WORDS = 1200;
/** Smoothing of a text's rate: words added, so that a stub with one error does not get an extreme rate. */
const BASE_WORDS = 150;

const sample: readonly Read[] = JSON.parse(readFileSync(path.resolve('bench/risk/sample.json'), 'utf8'));
const findings = await collectFindings({
  contentDir,
  sourceLocale: 'en',
  internalHosts: DEFAULT_INTERNAL_HOSTS,
  rules: RULES.map(({ id }) => id),
  isChosen: (file) => sample.some(({ locale, number }) => file === `${locale}/articles/${number}.md`),
});
const judged = sample.map((read): Judged => {
  const source = compile('en', read.number, undefined).context;
  const { translation } = compile(read.locale, read.number, source);
  if (translation === undefined) throw new Error(`${read.locale} ${read.number} cannot be read`);
  return {
    ...read,
    ...(translation.risk ?? measureRisk('', [])),
    errors: read.critical + read.major,
    degree: translation.origin.humanDegree ?? 0,
    findings: findings.filter(
      ({ locale, number, severity }) =>
        locale === read.locale && number === read.number && severity !== 'note',
    ).length,
  };
});

const locales = [...new Set(sample.map(({ locale }) => locale))];
const held = judged.map((one) => {
  const rest = judged.filter((other) => other !== one);
  return riskScore(one, one.degree, rateOf(one.locale, rest));
});
const errors = judged.map((one) => one.errors);
console.table({
  'risk score, cross-validated': { rank: correlate(held, errors) },
  'the same and findings': {
    rank: correlate(
      judged.map((one, i) => (held[i] ?? 0) + one.findings / 2),
      errors,
    ),
  },
  'errors and warnings of the checker': {
    rank: correlate(
      judged.map((one) => one.findings),
      errors,
    ),
  },
  'words outside code': {
    rank: correlate(
      judged.map(({ words }) => words),
      errors,
    ),
  },
  'marks in prose': {
    rank: correlate(
      judged.map(({ marks }) => marks),
      errors,
    ),
  },
  'names lost': {
    rank: correlate(
      judged.map(({ lost }) => lost),
      errors,
    ),
  },
});
console.table(
  Object.fromEntries(
    locales.map((locale) => {
      const own = judged.filter((one) => one.locale === locale);
      return [
        locale,
        {
          articles: own.length,
          errors: sum(own.map((one) => one.errors)),
          rate: round(rateOf(locale, judged)),
        },
      ];
    }),
  ),
);
console.table(
  Object.fromEntries(
    (
      [
        ['low', 0, 1],
        ['raised', 1, 3],
        ['high', 3, Infinity],
      ] as const
    ).map(([band, from, to]) => {
      const own = judged.filter((_, i) => (held[i] ?? 0) >= from && (held[i] ?? 0) < to);
      const wrong = own.filter((one) => one.errors > 0).length;
      return [
        band,
        { articles: own.length, 'with an error': wrong, errors: sum(own.map((one) => one.errors)) },
      ];
    }),
  ),
);

function compile(locale: string, number: string, source: SourceContext | undefined) {
  const file = `${locale}/articles/${number}.md`;
  const text = readFileSync(path.join(contentDir ?? '', file), 'utf8');
  return compileTranslation({ path: file, locale, text, fileNumber: number, source }, SETTINGS);
}

/** Errors per 1,000 words. */
function rateOf(locale: string, read: readonly Judged[]): number {
  const size = (all: readonly Judged[]): number => sum(all.map(({ words }) => words + BASE_WORDS));
  const count = (all: readonly Judged[]): number => sum(all.map((one) => one.errors));
  const own = read.filter((one) => one.locale === locale);
  const mean = count(read) / size(read);
  return (1000 * (count(own) + mean * PRIOR_WORDS)) / (size(own) + PRIOR_WORDS);
}

/** Spearman's rank correlation; ties share their mean rank. */
function correlate(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (a.length - 1) / 2;
  const product = (p: readonly number[], q: readonly number[]): number =>
    sum(p.map((rank, i) => (rank - mean) * ((q[i] ?? 0) - mean)));
  return round(product(x, y) / Math.sqrt(product(x, x) * product(y, y)));
}

function ranks(of: readonly number[]): readonly number[] {
  return of.map((value) => {
    const below = of.filter((other) => other < value).length;
    return below + (of.filter((other) => other === value).length - 1) / 2;
  });
}

function sum(of: readonly number[]): number {
  return of.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
