import { createHash } from 'node:crypto';
import type { TermHint } from '../article/article.js';

/** Severities, the worst first: an `error` misleads readers, a `warning` is visible to them, a `note` is informational. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type FindingSeverity = (typeof SEVERITIES)[number];

/** A problem in one translation. */
export interface Finding {
  /** The rule's id; its page is docs/rules/<rule>.md. */
  readonly rule: string;
  readonly severity: FindingSeverity;
  /** The article's number; empty if the file has none. */
  readonly number: string;
  readonly locale: string;
  /** Relative to the content folder, with `/`. */
  readonly file: string;
  /** Lines and columns from 1; columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Just after the last character. */
  readonly endColumn: number;
  /** One line, in English. */
  readonly message: string;
  /** Stable when surrounding lines move. */
  readonly fingerprint: string;
  /** The counterpart in the source. */
  readonly source?: { readonly file: string; readonly line: number };
  /** The term it is about. */
  readonly term?: TermHint;
  /** A certain correction: replacement text for a text within the finding. */
  readonly fix?: {
    readonly line: number;
    readonly column: number;
    readonly endColumn: number;
    readonly text: string;
  };
  /** Translations that share it, if the fault is in the source and has to be fixed there. */
  readonly alsoIn?: readonly string[];
}

/** Identify a finding independently of line numbers. @param lineText - Its line; whitespace is ignored. */
export function fingerprintOf(rule: string, file: string, lineText: string, message: string): string {
  const parts = [rule, file, lineText.replace(/\s+/g, ''), message.replace(/\d+/g, '0')];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 20);
}

/** Sort findings by severity, the most severe first. */
export function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return SEVERITIES.flatMap((wanted) => findings.filter(({ severity }) => severity === wanted));
}
