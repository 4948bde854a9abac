import type { OutcomeNode, QuestionNode, Walk } from '../walk.js';
import type { Answer } from './answer.js';
import type { Study } from './fact-set.js';
import { readSubmission, type Submission } from './read-submission.js';
import { questionsAhead, reachableFrom } from './walk-graph.js';
import { pointerToken, type WalkError } from './walk-error.js';
import type { WalkState } from './walk-state.js';

interface Route {
  readonly path: readonly string[];
  readonly node: QuestionNode | OutcomeNode;
  readonly asked: readonly string[];
}

function edgeOf(answer: Answer): string {
  if (answer.kind === 'choice') return answer.option;
  return answer.kind === 'unknown' ? answer.kind : 'answered';
}

/** Follow the answers from the start to the first question without one, or to an end. */
function follow(walk: Walk, answers: ReadonlyMap<string, Answer>, study: Study): Route {
  const path: string[] = [];
  const asked: string[] = [];
  let at = walk.start;
  for (let node = walk.nodes.get(at); node !== undefined; node = walk.nodes.get(at)) {
    path.push(at);
    if (node.kind === 'outcome') return { path, node, asked };
    let edge: string | undefined;
    if (node.kind === 'fact') {
      edge = study.ask(node.fact);
    } else {
      const answer = answers.get(at);
      if (answer === undefined) return { path, node, asked };
      asked.push(at);
      edge = edgeOf(answer);
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
function sortLeftover(
  walk: Walk,
  answers: ReadonlyMap<string, Answer>,
  route: Route,
  study: Study,
): Leftover {
  const kept: string[] = [];
  const notYet: string[] = [];
  const ignored: string[] = [];
  const asked = new Set(route.asked);
  const left = [...answers.keys()].filter((id) => !asked.has(id));
  const ahead = left.length === 0 ? new Set<string>() : reachableFrom(walk, route.node.id);
  for (const id of left) {
    const node = walk.nodes.get(id);
    const isEarly = node?.kind === 'question' && node.isEarly;
    if (study.used.has(id) || (isEarly && ahead.has(id))) kept.push(id);
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
  const study = walk.facts.study(checked.answers, now);
  const route = follow(walk, checked.answers, study);
  const leftover = sortLeftover(walk, checked.answers, route, study);
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
  const answers = [...route.asked, ...leftover.kept].flatMap((id): [string, Answer][] => {
    const answer = checked.answers.get(id);
    return answer === undefined ? [] : [[id, answer]];
  });
  return {
    walk,
    status,
    node,
    answers: new Map(answers),
    path: route.path,
    findings: study.findings,
    now,
    errors: [...faults, ...notYet],
    ignored: leftover.ignored,
    dropped: checked.isOutdated ? [...checked.dropped, ...leftover.notYet] : checked.dropped,
    progress: { answered: route.asked.length, remaining: questionsAhead(walk, node.id) },
  };
}
