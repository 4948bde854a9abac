import { shown, UNKNOWN, type AnswerError, type Answers, type AnswerValue } from '../fact-set.js';
import type { WalkWords } from '../present/walk-words.js';
import type { QuestionNode, Walk } from '../walk.js';

/** One thing wrong with what was sent; its pointer counts from the body: `/answers/zone`. */
export type WalkError = AnswerError;

/** Make one token of an RFC 6901 pointer. */
export function pointerToken(name: string): string {
  return `/${name.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What a client sends; nothing of it is trusted. */
export interface Submission {
  /** Answers by question. */
  readonly answers: unknown;
  /** Version of the walk the answers were given to; the current one when left out. */
  readonly version?: unknown;
}

/** A submission with every answer checked by itself. */
interface CheckedSubmission {
  readonly answers: Answers;
  /** Bad answers by question. */
  readonly bad: ReadonlyMap<string, WalkError>;
  /** Faults that belong to no question. */
  readonly errors: readonly WalkError[];
  /** Questions whose answers an older version of the walk explains. */
  readonly dropped: readonly string[];
  readonly isOutdated: boolean;
}

const UNKNOWN_ANSWER = { ok: true, value: UNKNOWN } as const;

/** Answers taken at most. */
const MAX_ANSWERS = 1000;

function fail(
  pointer: string,
  reason: keyof WalkWords['reasons'],
  values: WalkError['values'],
): CheckedSubmission {
  const error = { pointer, reason, values };
  return { answers: new Map(), bad: new Map(), errors: [error], dropped: [], isOutdated: false };
}

function questionOf(walk: Walk, id: string): QuestionNode | undefined {
  const node = walk.nodes.get(id);
  return node?.kind === 'question' ? node : undefined;
}

/** Form texts and query strings give the version as digits. */
function readVersion(version: unknown): unknown {
  return typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : version;
}

/** A sent object may carry a `toString` of its own: never ask it. */
function showVersion(version: unknown): string {
  return typeof version === 'string' || typeof version === 'number' ? shown(String(version)) : '?';
}

/**
 * Check everything that was sent against the questions of a walk.
 *
 * @param now - Epoch milliseconds.
 */
export function readSubmission(walk: Walk, submission: Submission, now: number): CheckedSubmission {
  const version = submission.version === undefined ? walk.version : readVersion(submission.version);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > walk.version) {
    return fail('/walk/version', 'unknownVersion', { version: showVersion(version) });
  }
  const sent = submission.answers;
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    return fail('/answers', 'wrongType', { expected: 'object' });
  }
  const entries = Object.entries(sent);
  if (entries.length > MAX_ANSWERS) return fail('/answers', 'tooManyAnswers', { limit: MAX_ANSWERS });
  const answers = new Map<string, AnswerValue>();
  const bad = new Map<string, WalkError>();
  const errors: WalkError[] = [];
  const dropped: string[] = [];
  const isOutdated = version < walk.version;
  for (const [id, raw] of entries) {
    const pointer = `/answers${pointerToken(id)}`;
    const question = questionOf(walk, id);
    if (question === undefined) {
      if (isOutdated) dropped.push(shown(id));
      else errors.push({ pointer, reason: 'unknownQuestion', values: { question: shown(id) } });
      continue;
    }
    if (version < question.since) {
      dropped.push(id);
      continue;
    }
    const parsed = raw === UNKNOWN ? UNKNOWN_ANSWER : question.input.parse(raw, now);
    if (parsed.ok) answers.set(id, parsed.value);
    else if (isOutdated) dropped.push(id);
    else bad.set(id, { ...parsed.error, pointer: pointer + parsed.error.pointer });
  }
  return { answers, bad, errors, dropped, isOutdated };
}
