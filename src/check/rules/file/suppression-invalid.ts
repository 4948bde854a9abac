import type { Rule } from '../../rule.js';
import { readSuppressions } from '../../suppression.js';

export const suppressionInvalid: Rule = {
  id: 'suppression-invalid',
  severity: 'warning',
  summary: 'A suppression has no reason, or names an unknown rule.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation, settings }) {
    for (const { line, rules, reason } of readSuppressions(translation.lines)) {
      const unknown = rules.find((rule) => !settings.ruleIds.has(rule));
      if (reason === undefined)
        yield {
          message: 'the suppression has no reason: add " -- " and a reason after the rule',
          at: { line },
        };
      else if (rules.length === 0 || unknown !== undefined)
        yield {
          message: unknown === undefined ? 'the suppression names no rule' : `unknown rule "${unknown}"`,
          at: { line },
        };
    }
  },
};
