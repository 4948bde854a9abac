import { createHash } from 'node:crypto';

/** How bad a finding is: an `error` misleads a reader, a `warning` shows, a `note` is for those who look for it. */
export type FindingSeverity = 'error' | 'warning' | 'note';

/** One thing wrong with one translation. */
export interface Finding {
  /** The rule's id; its page is docs/rules/<rule>.md. */
  readonly rule: string;
  readonly severity: FindingSeverity;
  /** The article's number; empty where a file has none. */
  readonly number: string;
  readonly locale: string;
  /** Relative to the content folder, with `/`. */
  readonly file: string;
  /** Counted from 1, as are columns; columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Just behind the last character. */
  readonly endColumn: number;
  /** One line, in English. */
  readonly message: string;
  /** Stays the same when lines around it move. */
  readonly fingerprint: string;
  /** The counterpart in the source. */
  readonly source?: { readonly file: string; readonly line: number };
  /** What is certain to be right: this text in the place of that one, which lies within the finding. */
  readonly fix?: {
    readonly line: number;
    readonly column: number;
    readonly endColumn: number;
    readonly text: string;
  };
  /** The translations that have the same, where the fault is the source's: it is to be corrected there. */
  readonly alsoIn?: readonly string[];
}

/**
 * Name a finding so that it is known again after lines around it moved.
 *
 * @param lineText - The line it is on; its spaces do not count.
 */
export function fingerprintOf(rule: string, file: string, lineText: string, message: string): string {
  const parts = [rule, file, lineText.replace(/\s+/g, ''), message.replace(/\d+/g, '0')];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 20);
}
