import { createHmac, randomBytes } from 'node:crypto';
import type { LocaleTag } from '../article/article.js';
import type { Reader } from './reader-mark.js';

/** Distinct readers who must have found nothing with a query before it is stored. */
export const FEWEST_READERS = 5;

/** Longer texts are not typed identically by several people. */
const LONGEST_TERM = 60;
const MOST_WORDS = 6;
/** Queries tracked at a time; the oldest are evicted. */
const MOST_TEXTS = 5000;
/** Readers counted per query. */
const MOST_READERS = 1000;
/** Mail addresses, web addresses, IPv4 addresses, and anything with as many digits as a telephone number. */
const PERSONAL = /@|:\/\/|\bwww\.|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?:\d\D*){9}/;

/**
 * Normalize a query for counting: lower case, single spaces.
 *
 * @returns Undefined for queries that are too long or may be personal.
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
 * Admit a term once enough distinct readers have searched for it in one month.
 *
 * Until then only keyed hashes are held in memory, under a key that is never stored and is replaced
 * each month. Marks differ per term, so that a reader's terms cannot be linked.
 *
 * @see docs/decisions/0080-searches-without-result.md
 */
export class TermGate {
  private key = randomBytes(32);
  private month = '';
  private readonly readers = new Map<string, Set<string>>();

  /**
   * @param term - From `soughtTerm`.
   * @param month - `2026-11`; a new month clears everything.
   * @returns How many readers to add to the term's count: none below the threshold, all at once on reaching it, then one by one.
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
