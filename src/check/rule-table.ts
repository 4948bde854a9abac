import type { Rule } from './rule.js';
import { identifierLost } from './rules/identifier-lost.js';

/** Every rule, in the order of the documentation. */
export const RULES: readonly Rule[] = [identifierLost];
