import type { FindingSeverity } from './finding.js';
import type { ArticleDocument } from './reading/document.js';
import type { CheckSettings } from './check-settings.js';
import type { Pairing } from './pairing.js';

/** A place a rule found fault with, in offsets of the prepared file, or a line of it. */
export interface Hit {
  readonly message: string;
  /** Offsets in the translation's prepared text, or a whole line of the file. */
  readonly at: { readonly start: number; readonly end: number } | { readonly line: number };
  /** A correction that is certain: words as they are written within the place, once, and what they should be. */
  readonly fix?: { readonly wrong: string; readonly right: string };
  /** The same in the source. */
  readonly source?: { readonly offset: number } | { readonly line: number };
}

/** What a rule looks at. */
interface RuleInput {
  readonly translation: ArticleDocument;
  readonly settings: CheckSettings;
  /** What it is a translation of; undefined for the source itself, and where there is none that can be read. */
  readonly source: ArticleDocument | undefined;
}

/** What a rule looks at that compares. */
export interface ComparisonInput extends RuleInput {
  readonly source: ArticleDocument;
  readonly pairing: Pairing;
}

/** What is said about a rule. */
export interface RuleFacts {
  /** Stable, kebab-case; named in suppressions and baselines, and the name of the rule's page. */
  readonly id: string;
  readonly severity: FindingSeverity;
  /** One line for lists of rules. */
  readonly summary: string;
}

/**
 * Something that can be wrong with a translation.
 *
 * `alone` looks at one file, and at the source too where `onSource` says so; `pair` compares with the source, whatever its
 * version; `aligned` compares passage with passage, where the versions differ only those that surely belong together;
 * `same-version` looks only at files of the same version, where every difference is a fault.
 */
export type Rule = RuleFacts &
  (
    | {
        readonly looksAt: 'alone';
        readonly onSource: boolean;
        readonly check: (input: RuleInput) => Iterable<Hit>;
      }
    | {
        readonly looksAt: 'pair' | 'aligned' | 'same-version';
        readonly check: (input: ComparisonInput) => Iterable<Hit>;
      }
  );
