import type { WalkState } from '../engine/advance.js';
import { answerText, type AnswerError } from '../fact-set.js';
import { FACT_SETS } from '../facts/index.js';
import type { Walk } from '../walk.js';
import { encodeAnswers } from './answer-query.js';
import { fillPlaceholders, type WalkVoice } from '../walk-texts.js';
import { labelAnswer, presentOutcome, presentQuestion, type WalkContext } from './present-node.js';
import { WALK_WORDS } from './walk-words.js';
import type { WireSentence, WireWalkState, WireWalkDescription } from './wire-state.js';

/** Members of fact sets a walk does not use, as null. */
const NO_MEMBERS = Object.fromEntries(
  FACT_SETS.flatMap((set) => Object.keys(set.members)).map((name) => [name, null]),
);

function sentences(
  group: 'assumption' | 'warning',
  codes: readonly string[],
  voice: WalkVoice,
  values: ReadonlyMap<string, string>,
): readonly WireSentence[] {
  return codes.map((code) => {
    return { code, text: fillPlaceholders(voice.texts.sentences.get(`${group}.${code}`) ?? code, values) };
  });
}

function describeError({ reason, values }: AnswerError, walk: Walk, { language }: WalkVoice): string {
  const texts = new Map<string, string>([
    ...Object.entries(WALK_WORDS.in(language).reasons),
    ...Object.entries(walk.facts.reasons(language)),
  ]);
  const filled = Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]);
  return fillPlaceholders(texts.get(reason) ?? reason, new Map(filled));
}

/** A prompt as it read when asked, since later answers may change its placeholders. */
function promptThen(state: WalkState, index: number, prompt: string, voice: WalkVoice): string {
  if (!prompt.includes('{')) return prompt;
  const before = new Map([...state.answers].slice(0, index));
  return fillPlaceholders(prompt, state.walk.facts.evaluate(before, state.now).present(voice).values);
}

function presentAnswered(state: WalkState, voice: WalkVoice): WireWalkState['answered'] {
  return [...state.answers].map(([id, value], index) => {
    const node = state.walk.nodes.get(id);
    const prompt = promptThen(state, index, voice.texts.questions.get(id)?.prompt ?? id, voice);
    return {
      id,
      prompt,
      text: node?.kind === 'question' ? labelAnswer(node, value, voice) : answerText(value),
    };
  });
}

/** Present a state: the response of `POST …/walk`, and the page's data. */
export function presentWalkState(state: WalkState, voice: WalkVoice, context: WalkContext): WireWalkState {
  const { facts, node, walk } = state;
  const { values, members } = facts.present(voice);
  const query = encodeAnswers(state);
  return {
    walk: { number: walk.number, kind: walk.kind, version: walk.version, title: voice.texts.title },
    status: state.status,
    answers: Object.fromEntries(state.answers),
    answered: presentAnswered(state, voice),
    ...NO_MEMBERS,
    ...members,
    assumptions: sentences('assumption', facts.assumptions, voice, values),
    warnings: sentences('warning', facts.warnings, voice, values),
    question: node.kind === 'question' ? presentQuestion(node, facts, voice, values, context) : null,
    outcome: node.kind === 'outcome' ? presentOutcome(node, voice, values, context) : null,
    errors: state.errors.map((error) => ({
      pointer: error.pointer,
      reason: error.reason,
      detail: describeError(error, walk, voice),
    })),
    ignored: state.ignored,
    dropped: state.dropped,
    progress: state.progress,
    links: {
      ...context.links,
      ...('page' in context.links ? { page: `${context.links['page']}?${query}` } : {}),
    },
  };
}

/** Describe a walk in a language; unknown placeholder values are shown as `…`. */
export function describeWalk(walk: Walk, voice: WalkVoice, context: WalkContext): WireWalkDescription {
  const nodes = [...walk.nodes.values()];
  const none = new Map<string, string>();
  return {
    walk: { number: walk.number, kind: walk.kind, version: walk.version, title: voice.texts.title },
    intro: voice.texts.intro,
    start: walk.start,
    questions: nodes
      .filter((node) => node.kind === 'question')
      .map((node) => ({ ...presentQuestion(node, undefined, voice, none, context), early: node.isEarly })),
    outcomes: nodes
      .filter((node) => node.kind === 'outcome')
      .map(({ id, outcome }) => {
        return {
          id,
          kind: outcome,
          title: fillPlaceholders(voice.texts.outcomes.get(id)?.title ?? id, none),
        };
      }),
    links: context.links,
  };
}
