import { shown, UNKNOWN, type AnswerError, type Answers, type AnswerValue } from '../fact-set.js';
import type { WalkWords } from '../present/walk-words.js';
import type { QuestionNode, Walk } from '../walk.js';

/** Escape one token of an RFC 6901 pointer. */
export function pointerToken(name: string): string {
  return `/${name.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Untrusted client input. */
export interface Submission {
  readonly answers: unknown;
  /** Walk version the answers were given to; default: current. */
  readonly version?: unknown;
}

/** A submission whose answers have been checked individually. */
interface CheckedSubmission {
  readonly answers: Answers;
  /** Invalid answers by question. */
  readonly bad: ReadonlyMap<string, AnswerError>;
  /** Errors not tied to a question. */
  readonly errors: readonly AnswerError[];
  /** Answers dropped because they belong to an older version. */
  readonly dropped: readonly string[];
  readonly isOutdated: boolean;
}

const UNKNOWN_ANSWER = { ok: true, value: UNKNOWN } as const;

const MAX_ANSWERS = 1000;

function fail(
  pointer: string,
  reason: keyof WalkWords['reasons'],
  values: AnswerError['values'],
): CheckedSubmission {
  const error = { pointer, reason, values };
  return { answers: new Map(), bad: new Map(), errors: [error], dropped: [], isOutdated: false };
}

function questionOf(walk: Walk, id: string): QuestionNode | undefined {
  const node = walk.nodes.get(id);
  return node?.kind === 'question' ? node : undefined;
}

/** Forms and query strings send the version as digits. */
function readVersion(version: unknown): unknown {
  return typeof version === 'string' && /^\d{1,9}$/.test(version) ? Number(version) : version;
}

/** Untrusted objects may define `toString`, so it is never called. */
function showVersion(version: unknown): string {
  return typeof version === 'string' || typeof version === 'number' ? shown(String(version)) : '?';
}

/**
 * Validate a submission against the questions of a walk.
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
  const bad = new Map<string, AnswerError>();
  const errors: AnswerError[] = [];
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
