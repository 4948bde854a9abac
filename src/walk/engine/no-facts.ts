import type { FactSet } from './fact-set.js';
import { NO_FINDINGS } from './findings.js';

/** For a walk that asks and never concludes. */
export const NO_FACTS: FactSet = {
  name: 'none',
  results: new Map(),
  questions: new Map(),
  sentences: [],
  study: () => ({
    ask: (fact) => {
      throw new Error(`no fact ${fact}: a checked walk asks only for those there are`);
    },
    findings: NO_FINDINGS,
    used: new Set(),
  }),
};
