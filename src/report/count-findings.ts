import type { LocaleTag } from '../article/article.js';
import type { Finding } from '../check/finding.js';
import type { RuleCount } from './report-data.js';

/** Count findings by rule and locale, the most frequent rule first. */
export function countFindings(findings: readonly Finding[]): readonly RuleCount[] {
  const rules = new Map<string, { first: Finding; total: number; byLocale: Map<LocaleTag, number> }>();
  for (const finding of findings) {
    const rule = rules.get(finding.rule) ?? {
      first: finding,
      total: 0,
      byLocale: new Map<LocaleTag, number>(),
    };
    rules.set(finding.rule, rule);
    rule.total += 1;
    rule.byLocale.set(finding.locale, (rule.byLocale.get(finding.locale) ?? 0) + 1);
  }
  return [...rules]
    .map(([rule, { first, total, byLocale }]) => ({ rule, severity: first.severity, total, byLocale }))
    .sort((a, b) => b.total - a.total || (a.rule < b.rule ? -1 : 1));
}
