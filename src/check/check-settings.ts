import {
  DEFAULT_INTERNAL_HOSTS,
  internalAddressPattern,
  privateAddressPattern,
} from '../content/private-address.js';
import type { TermLists } from './terms.js';

/** What the rules need to know about the site. */
export interface CheckSettings {
  readonly sourceLocale: string;
  /** Finds addresses on internal hosts; flags `g` and `i`. */
  readonly internalAddress: RegExp;
  /** Finds these and all others that must not be told of; flags `g` and `i`. */
  readonly privateAddress: RegExp;
  /** Numbers of all articles there are; undefined where nobody knows, and no link is called dead then. */
  readonly knownArticles: ReadonlySet<string> | undefined;
  /** The rules there are, those of loading included; what a suppression may name. */
  readonly ruleIds: ReadonlySet<string>;
  /** What the site calls its terms. */
  readonly terms: TermLists;
}

/** Make the settings of a check; what is left out has the service's default. */
export function createCheckSettings(given: {
  readonly sourceLocale?: string;
  readonly internalHosts?: readonly string[];
  readonly knownArticles?: ReadonlySet<string>;
  readonly ruleIds?: ReadonlySet<string>;
  readonly terms?: TermLists;
}): CheckSettings {
  const internalHosts = given.internalHosts ?? DEFAULT_INTERNAL_HOSTS;
  return {
    sourceLocale: given.sourceLocale ?? 'en',
    internalAddress: internalAddressPattern(internalHosts),
    privateAddress: privateAddressPattern(internalHosts),
    knownArticles: given.knownArticles,
    ruleIds: given.ruleIds ?? new Set(),
    terms: given.terms ?? new Map(),
  };
}
