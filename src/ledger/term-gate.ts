import { createHmac, randomBytes } from 'node:crypto';
import type { LocaleTag } from '../article/article.js';
import type { Reader } from './reader-mark.js';

/** Different readers who must have found nothing by a query before it is stored. */
export const FEWEST_READERS = 5;

/** Longer texts are not what several people type alike. */
const LONGEST_TERM = 60;
const MOST_WORDS = 6;
/** Texts whose readers are counted at a time; the oldest go first. */
const MOST_TEXTS = 5000;
/** Readers told apart for one text; beyond, more of them tell nothing new. */
const MOST_READERS = 1000;
/** Mail addresses, web addresses, IPv4 addresses, and anything with as many digits as a telephone number. */
const PERSONAL = /@|:\/\/|\bwww\.|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?:\d\D*){9}/;

/**
 * Write a query as it may be counted: in one case, one space between words.
 *
 * @returns Undefined for what is too long to be asked by many, or looks like somebody's.
 */
export function soughtTerm(text: string): string | undefined {
  if (text.length > 4 * LONGEST_TERM) return undefined;
  const term = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(/[?？!！.。]+ ?$/u, '')
    .trim();
  if (term.length < 2 || term.length > LONGEST_TERM) return undefined;
  return term.split(' ').length > MOST_WORDS || PERSONAL.test(term) ? undefined : term;
}

/**
 * Let a term through once enough different readers have looked for it in one month.
 *
 * Before that neither the term nor its readers are known: there are keyed hashes in memory, under a key that never leaves it and goes
 * with the month. Each term has marks of its own, so that no reader's terms can be linked.
 *
 * @see docs/decisions/0080-searches-without-result.md
 */
export class TermGate {
  private key = randomBytes(32);
  private month = '';
  private readonly readers = new Map<string, Set<string>>();

  /**
   * @param term - From `soughtTerm`.
   * @param month - `2026-11`; another one than before forgets all.
   * @returns How many readers to add to the term's count: none while too few know it, all of them at once, then one by one.
   */
  pass(term: string, locale: LocaleTag, reader: Reader, month: string): number {
    if (month !== this.month) this.forget(month);
    const subject = this.hash(locale, term);
    const marks = this.readers.get(subject) ?? this.open(subject);
    const mark = this.hash(subject, reader.address, reader.userAgent);
    if (marks.has(mark) || marks.size >= MOST_READERS) return 0;
    marks.add(mark);
    if (marks.size < FEWEST_READERS) return 0;
    return marks.size === FEWEST_READERS ? FEWEST_READERS : 1;
  }

  private open(subject: string): Set<string> {
    const [oldest] = this.readers.keys();
    if (oldest !== undefined && this.readers.size >= MOST_TEXTS) this.readers.delete(oldest);
    const marks = new Set<string>();
    this.readers.set(subject, marks);
    return marks;
  }

  private forget(month: string): void {
    this.month = month;
    this.key = randomBytes(32);
    this.readers.clear();
  }

  private hash(...parts: readonly string[]): string {
    return createHmac('sha256', this.key).update(JSON.stringify(parts)).digest('base64url');
  }
}
