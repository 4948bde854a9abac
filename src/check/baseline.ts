import { z } from 'zod';
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
  const counted = new Map<string, { fingerprint: string; rule: string; file: string; count: number }>();
  for (const { fingerprint, rule, file } of findings) {
    const known = counted.get(fingerprint);
    if (known === undefined) counted.set(fingerprint, { fingerprint, rule, file, count: 1 });
    else known.count += 1;
  }
  const sorted = [...counted.values()].sort((a, b) =>
    `${a.file} ${a.rule} ${a.fingerprint}` < `${b.file} ${b.rule} ${b.fingerprint}` ? -1 : 1,
  );
  return `${JSON.stringify({ version: 1, findings: sorted }, undefined, 2)}\n`;
}

/** Remove the findings in a baseline, counting duplicates. */
export function newFindings(findings: readonly Finding[], baseline: Baseline): readonly Finding[] {
  const left = new Map(baseline);
  return findings.filter(({ fingerprint }) => {
    const count = left.get(fingerprint) ?? 0;
    left.set(fingerprint, count - 1);
    return count <= 0;
  });
}
