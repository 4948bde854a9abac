import {
  answerText,
  UNKNOWN,
  type AnswerError,
  type Answers,
  type AnswerValue,
  type FactEvaluation,
} from '../fact-set.js';
import type { OutcomeNode, QuestionNode, Walk } from '../walk.js';
import { pointerToken, readSubmission, type Submission } from './read-submission.js';
import { questionsAhead, reachableFrom } from './walk-graph.js';

/** The state that a set of answers leads to. */
export interface WalkState {
  readonly walk: Walk;
  /**
   * `question` asks `node`; `outcome` ended at `node`; `invalid` (422) asks again for what `errors` name;
   * `notYet` (409) got an answer to a later question, and asks `node` first.
   */
  readonly status: 'question' | 'outcome' | 'invalid' | 'notYet';
  readonly node: QuestionNode | OutcomeNode;
  /** Checked answers in path order, then those given early. */
  readonly answers: Answers;
  /** Visited nodes, the current one last. */
  readonly path: readonly string[];
  readonly facts: FactEvaluation;
  /** Time of evaluation, epoch milliseconds. */
  readonly now: number;
  readonly errors: readonly AnswerError[];
  /** Questions whose answers were not needed. */
  readonly ignored: readonly string[];
  /** Questions whose answers belonged to an older version of the walk and must be given again. */
  readonly dropped: readonly string[];
  /** Questions answered, and the most that can still come. */
  readonly progress: { readonly answered: number; readonly remaining: number };
}

type Route = Pick<WalkState, 'path' | 'node'> & { readonly asked: readonly string[] };

function edgeOf({ input }: QuestionNode, answer: AnswerValue): string {
  if (answer === UNKNOWN) return UNKNOWN;
  return input.options.length > 0 ? answerText(answer) : 'answered';
}

/** Follow the answers from the start to the first question without one, or to an end. */
function follow(walk: Walk, answers: Answers, facts: FactEvaluation): Route {
  const path: string[] = [];
  const asked: string[] = [];
  let at = walk.start;
  for (let node = walk.nodes.get(at); node !== undefined; node = walk.nodes.get(at)) {
    path.push(at);
    if (node.kind === 'outcome') return { path, node, asked };
    let edge: string | undefined;
    if (node.kind === 'fact') {
      edge = facts.conclude(node.fact);
    } else {
      const answer = answers.get(at);
      if (answer === undefined) return { path, node, asked };
      asked.push(at);
      edge = edgeOf(node, answer);
    }
    const next = node.edges.get(edge);
    if (next === undefined) throw new Error(`walk ${walk.number}: node ${at} has no edge ${edge}`);
    at = next;
  }
  throw new Error(`walk ${walk.number}: no node ${at}`);
}

/** Sort answers off the path: keep those given early, reject those that cannot be known yet, ignore the rest. */
function sortLeftover(walk: Walk, answers: Answers, route: Route, facts: FactEvaluation) {
  const kept: string[] = [];
  const notYet: string[] = [];
  const ignored: string[] = [];
  const asked = new Set(route.asked);
  const left = [...answers.keys()].filter((id) => !asked.has(id));
  const ahead = left.length === 0 ? new Set<string>() : reachableFrom(walk, route.node.id);
  for (const id of left) {
    const node = walk.nodes.get(id);
    const isEarly = node?.kind === 'question' && node.isEarly;
    if (facts.used.has(id) || (isEarly && ahead.has(id))) kept.push(id);
    else if (ahead.has(id)) notYet.push(id);
    else ignored.push(id);
  }
  return { kept: kept.sort(), notYet, ignored };
}

/**
 * The question to ask again after an invalid answer: the one the path stops at if its answer was invalid, else the first one in the
 * walk that can be answered now. Questions that only arise during the walk come last.
 */
function questionAgain(
  walk: Walk,
  bad: ReadonlyMap<string, AnswerError>,
  node: Route['node'],
): Route['node'] {
  if (bad.has(node.id)) return node;
  const asked = [...walk.nodes.values()]
    .filter((one) => one.kind === 'question')
    .filter(({ id }) => bad.has(id));
  return asked.find(({ isEarly }) => isEarly) ?? (node.kind === 'question' ? node : (asked[0] ?? node));
}

/**
 * Compute the state for a set of answers by replaying them from the start, so that the same answers always give the same state.
 *
 * Accepts all known answers at once and goes as far as they reach. Never throws on client input; see `status`.
 *
 * @param submission - Untrusted input.
 * @param now - Epoch milliseconds; only affects what lies in the future and the next start.
 * @see docs/decisions/0020-walk-engine.md
 */
export function advance(walk: Walk, submission: Submission, now: number): WalkState {
  const checked = readSubmission(walk, submission, now);
  const facts = walk.facts.evaluate(checked.answers, now);
  const route = follow(walk, checked.answers, facts);
  const leftover = sortLeftover(walk, checked.answers, route, facts);
  const isRefused = leftover.notYet.length > 0 && !checked.isOutdated;
  const notYet = isRefused
    ? leftover.notYet.map((id): AnswerError => ({
        pointer: `/answers${pointerToken(id)}`,
        reason: 'notYet',
        values: {},
      }))
    : [];
  const faults = [...checked.bad.values(), ...checked.errors];
  const status = faults.length > 0 ? 'invalid' : isRefused ? 'notYet' : route.node.kind;
  const node = questionAgain(walk, checked.bad, route.node);
  const answers = [...route.asked, ...leftover.kept].flatMap((id): [string, AnswerValue][] => {
    const answer = checked.answers.get(id);
    return answer === undefined ? [] : [[id, answer]];
  });
  return {
    walk,
    status,
    node,
    answers: new Map(answers),
    path: route.path,
    facts,
    now,
    errors: [...faults, ...notYet],
    ignored: leftover.ignored,
    dropped: checked.isOutdated ? [...checked.dropped, ...leftover.notYet] : checked.dropped,
    progress: { answered: route.asked.length, remaining: questionsAhead(walk, node.id) },
  };
}

/** The answers before a question, to show it again; later ones are dropped. */
export function answersBefore(state: WalkState, question: string): Readonly<Record<string, AnswerValue>> {
  const entries = [...state.answers];
  const at = entries.findIndex(([id]) => id === question);
  return Object.fromEntries(at === -1 ? entries : entries.slice(0, at));
}

/**
 * Answer the current question, or change an earlier answer, which drops later ones.
 *
 * @param raw - Untrusted; {@link advance} checks it.
 * @returns The next submission.
 */
export function changeAnswer(
  state: WalkState,
  question: string,
  raw: unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...Object.entries(answersBefore(state, question)), [question, raw]]);
}
