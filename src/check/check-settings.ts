import {
  DEFAULT_INTERNAL_HOSTS,
  internalAddressPattern,
  privateAddressPattern,
} from '../content/private-address.js';
import { z } from 'zod';
import type { TermLists } from './terms.js';

/** Options of the check threads besides the files; plain data, since it crosses a thread boundary. */
export const CHECK_OPTIONS = z.object({
  /** The content folder's real path. */
  root: z.string(),
  sourceLocale: z.string(),
  internalHosts: z.array(z.string()).readonly(),
  /** Undefined if unknown. */
  knownArticles: z.array(z.string()).readonly().optional(),
  /** Ids of the rules to run, in the order of `RULES`. */
  rules: z.array(z.string()).readonly(),
  /** How to find diagnostics while checking; undefined if they are not wanted. */
  inspection: z
    .object({
      videoHosts: z.array(z.string()).readonly(),
      /** Articles that have a walk. */
      walks: z.array(z.string()).readonly(),
    })
    .optional(),
});

/** @see CHECK_OPTIONS */
export type CheckOptions = z.infer<typeof CHECK_OPTIONS>;

/** Site settings that rules need. */
export interface CheckSettings {
  readonly sourceLocale: string;
  /** Matches URLs on internal hosts; flags `g` and `i`. */
  readonly internalAddress: RegExp;
  /** Matches all URLs that must not be published; flags `g` and `i`. */
  readonly privateAddress: RegExp;
  /** Numbers of all articles; undefined if unknown, and then no link counts as dead. */
  readonly knownArticles: ReadonlySet<string> | undefined;
  /** Ids of all rules and diagnostics; valid in suppressions. */
  readonly ruleIds: ReadonlySet<string>;
  /** The site's list of terms. */
  readonly terms: TermLists;
}

/** Create the settings of a check; omitted ones have the service's defaults. */
export function createCheckSettings({
  internalHosts = DEFAULT_INTERNAL_HOSTS,
  sourceLocale = 'en',
  knownArticles,
  ruleIds = new Set(),
  terms = new Map<string, never>(),
}: Partial<Omit<CheckSettings, 'internalAddress' | 'privateAddress'>> & {
  readonly internalHosts?: readonly string[];
}): CheckSettings {
  return {
    sourceLocale,
    internalAddress: internalAddressPattern(internalHosts),
    privateAddress: privateAddressPattern(internalHosts),
    knownArticles,
    ruleIds,
    terms,
  };
}
