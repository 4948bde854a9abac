import { answerText, UNKNOWN, type Answers, type AnswerValue, type FactEvaluation } from '../fact-set.js';
import type { OutcomeNode, QuestionNode, Walk } from '../walk.js';
import { pointerToken, readSubmission, type Submission, type WalkError } from './read-submission.js';
import { questionsAhead, reachableFrom } from './walk-graph.js';

/** Where a set of answers leads. */
export interface WalkState {
  readonly walk: Walk;
  /**
   * `question` asks `node`; `outcome` ended at `node`; `invalid` (answer 422) asks again for what `errors` name;
   * `notYet` (answer 409) got an answer whose question comes later, and asks `node` first.
   */
  readonly status: 'question' | 'outcome' | 'invalid' | 'notYet';
  readonly node: QuestionNode | OutcomeNode;
  /** Checked answers in the order of the way, then those known early. */
  readonly answers: Answers;
  /** Nodes passed, the current one last. */
  readonly path: readonly string[];
  /** What the answers show. */
  readonly facts: FactEvaluation;
  /** The moment it was evaluated at, epoch milliseconds. */
  readonly now: number;
  readonly errors: readonly WalkError[];
  /** Questions whose answers were not needed. */
  readonly ignored: readonly string[];
  /** Questions whose answers belonged to an older version of the walk and must be given again. */
  readonly dropped: readonly string[];
  /** Questions answered on the way, and how many can still come at most. */
  readonly progress: { readonly answered: number; readonly remaining: number };
}

interface Route {
  readonly path: readonly string[];
  readonly node: QuestionNode | OutcomeNode;
  readonly asked: readonly string[];
}

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

interface Leftover {
  readonly kept: readonly string[];
  readonly notYet: readonly string[];
  readonly ignored: readonly string[];
}

/** What to do with answers the way did not come to: keep what is known early, refuse what can't be known yet, ignore the rest. */
function sortLeftover(walk: Walk, answers: Answers, route: Route, facts: FactEvaluation): Leftover {
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
 * The question a bad answer is asked again with: the one the way stops at if that is a bad one, else the bad one that comes first in the
 * walk and can be answered now. What only happens in the walk is asked again only where there is nothing else to ask.
 */
function questionAgain(walk: Walk, bad: ReadonlyMap<string, WalkError>, node: Route['node']): Route['node'] {
  if (bad.has(node.id)) return node;
  const asked = [...walk.nodes.values()]
    .filter((one) => one.kind === 'question')
    .filter(({ id }) => bad.has(id));
  return asked.find(({ isEarly }) => isEarly) ?? (node.kind === 'question' ? node : (asked[0] ?? node));
}

/**
 * Find the state to which answers lead: replayed from the start, so that the same answers always give the same state.
 *
 * Takes everything a client knows at once and goes as far as it reaches. Never throws on what was sent; the status says what to answer.
 *
 * @param submission - As sent; nothing of it is trusted.
 * @param now - Epoch milliseconds; decides only what lies in the future and when a start comes next.
 * @see docs/decisions/0020-walk-engine.md
 */
export function advance(walk: Walk, submission: Submission, now: number): WalkState {
  const checked = readSubmission(walk, submission, now);
  const facts = walk.facts.evaluate(checked.answers, now);
  const route = follow(walk, checked.answers, facts);
  const leftover = sortLeftover(walk, checked.answers, route, facts);
  const isRefused = leftover.notYet.length > 0 && !checked.isOutdated;
  const notYet = isRefused
    ? leftover.notYet.map((id): WalkError => ({
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

/** The answers before a question, to show it again; those that came after it are dropped. */
export function answersBefore(state: WalkState, question: string): Readonly<Record<string, AnswerValue>> {
  const entries = [...state.answers];
  const at = entries.findIndex(([id]) => id === question);
  return Object.fromEntries(at === -1 ? entries : entries.slice(0, at));
}

/**
 * Put an answer to a question: the current one, or an earlier one that is changed, which drops what came after it.
 *
 * @param raw - As sent; {@link advance} checks it.
 * @returns What to submit next.
 */
export function changeAnswer(
  state: WalkState,
  question: string,
  raw: unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...Object.entries(answersBefore(state, question)), [question, raw]]);
}
