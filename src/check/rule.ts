import type { TermHint } from '../article/article.js';
import type { FindingSeverity } from './finding.js';
import type { ArticleDocument } from './reading/document.js';
import type { Span } from './reading/passage.js';
import type { CheckSettings } from './check-settings.js';
import type { Pairing } from './reading/pairing.js';

/** A place in a file: an offset in the prepared text, a key of the front matter, or a line. */
type Place = { readonly start: number } | { readonly key: string } | { readonly line: number };

/** A finding of a rule. */
export interface Hit {
  readonly message: string;
  readonly at: Exclude<Place, { readonly start: number }> | Span;
  /** A certain correction: text that occurs once within the range, and its replacement. */
  readonly fix?: { readonly wrong: string; readonly right: string };
  /** For readers, where the finding is about a term. */
  readonly term?: TermHint;
  /** The same in the source. */
  readonly source?: Place | undefined;
}

/** Input of a rule. */
export interface RuleInput {
  readonly translation: ArticleDocument;
  readonly settings: CheckSettings;
  /** The source; undefined for the source itself, or when unavailable. */
  readonly source: ArticleDocument | undefined;
  /** Undefined for rules that compare nothing. */
  readonly pairing?: Pairing;
}

/** Input of a comparing rule. */
export interface ComparisonInput extends RuleInput {
  readonly source: ArticleDocument;
  readonly pairing: Pairing;
}

/** Description of a rule. */
export interface RuleFacts {
  /** Stable, kebab-case; named in suppressions and baselines, and the name of the rule's page. */
  readonly id: string;
  readonly severity: FindingSeverity;
  /** One line: what the rule finds. */
  readonly summary: string;
}

/**
 * A rule of the checker.
 *
 * `alone` checks one file, and the source too if `onSource`; `pair` compares with the source of any
 * version; `aligned` compares paired passages, when versions differ only the reliable pairs;
 * `same-version` compares only files of the same version, where every difference is an error.
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
