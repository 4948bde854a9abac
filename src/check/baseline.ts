import { z } from 'zod';
import { beyondCounts, countKeys } from '../group-by.js';
import type { Finding } from './finding.js';

const BASELINE = z.object({
  version: z.literal(1),
  findings: z.array(
    z.object({
      fingerprint: z.string(),
      rule: z.string(),
      file: z.string(),
      count: z.number().int().positive(),
    }),
  ),
});

/** Count of each finding, by fingerprint. */
export type Baseline = ReadonlyMap<string, number>;

/**
 * Parse a baseline.
 *
 * @returns Undefined when invalid.
 */
export function parseBaseline(text: string): Baseline | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = BASELINE.safeParse(data);
  if (!parsed.success) return undefined;
  return new Map(parsed.data.findings.map(({ fingerprint, count }) => [fingerprint, count]));
}

/** Write findings as a baseline; deterministic. */
export function writeBaseline(findings: readonly Finding[]): string {
  const placeOf = ({ file, rule, fingerprint }: Finding): string => `${file} ${rule} ${fingerprint}`;
  const counts = countKeys(findings.map(({ fingerprint }) => fingerprint));
  const counted = [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()]
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    .map(({ fingerprint, rule, file }) => ({ fingerprint, rule, file, count: counts.get(fingerprint) }));
  return `${JSON.stringify({ version: 1, findings: counted }, undefined, 2)}\n`;
}

/** Remove the findings in a baseline, counting duplicates. */
export function newFindings(findings: readonly Finding[], baseline: Baseline): readonly Finding[] {
  return beyondCounts(findings, baseline, ({ fingerprint }) => fingerprint);
}
