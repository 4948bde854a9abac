import type { ChangeLogState } from '../../article/changes.js';
import type { Library } from '../../library/library.js';
import { canonicalTag } from '../../locale/tag.js';
import { Problem } from '../../problem.js';
import { checkKnown } from '../request/parse-query.js';

/** @throws Problem `unknown-value` (400) for a locale without content. */
export function feedLocale(asked: string | undefined, { locales }: Library): string | undefined {
  if (asked === undefined) return undefined;
  const tag = canonicalTag(asked) ?? asked;
  checkKnown('locale', tag, locales);
  return tag;
}

/** @throws Problem `library-building` (503) until a library exists. */
export function readLog({ changeLog }: Library): ChangeLogState {
  if (changeLog === undefined) throw new Problem('library-building', { headers: { 'Retry-After': '5' } });
  return changeLog;
}

/** Encode a position in the feed. */
export function writeToken({ epoch }: ChangeLogState, sequence: number): string {
  return `${epoch}.${sequence}`;
}

/**
 * Decode a client's position.
 *
 * @returns A sequence; 0 for the beginning.
 * @throws Problem `invalid-parameter` (400) for a malformed token; `epoch-ended` (410) for one of another log, or one older than
 * the removals still kept.
 */
export function readToken(token: string | undefined, { epoch, newest, pruned }: ChangeLogState): number {
  if (token === undefined) return 0;
  const [, of, digits] = /^([0-9a-f]{12})\.(\d{1,15})$/.exec(token) ?? [];
  if (of === undefined) {
    const errors = [{ pointer: '/query/since', detail: 'not a token of this feed' }];
    throw new Problem('invalid-parameter', { values: { name: 'since' }, errors });
  }
  const sequence = Number(digits);
  const isKnown = of === epoch && sequence <= newest && (sequence === 0 || sequence >= pruned);
  if (!isKnown) throw new Problem('epoch-ended', { extensions: { epoch } });
  return sequence;
}
