import type { ArticleNumber } from '../../article/article-number.js';
import { wireAnswer, type Answer } from '../engine/answer.js';
import type { Findings } from '../engine/findings.js';
import { UNKNOWN } from '../engine/question-input.js';
import { fillPlaceholders } from '../file/placeholders.js';
import type { ShownStep } from '../plain/shown-steps.js';
import type { OutcomeNode, QuestionNode } from '../walk.js';
import { labelAnswer } from './label-answer.js';
import type { WalkVoice } from './walk-voice.js';
import type { WireInput, WireOutcome, WireQuestion, WireStep } from './wire-state.js';

/** What presenting needs of the article and the library. */
export interface WalkContext {
  readonly steps: readonly ShownStep[];
  /** Look another article up in the reader's locale; undefined when the library does not hold it. */
  readonly findArticle: (
    number: ArticleNumber,
  ) => { readonly title: string; readonly href: string } | undefined;
  /** Addresses by name, without the answers: `self` (JSON), `page`, `article`. */
  readonly links: Readonly<Record<string, string>>;
}

function presentStep(number: number | undefined, steps: readonly ShownStep[]): WireStep | null {
  const step = steps.find((one) => one.number === number);
  if (step === undefined) return null;
  const { html, text, anchor, locale, isNewer } = step;
  return { number: step.number, html, text, anchor, locale, isNewer };
}

/** Answers to offer before any was given; the first is what a form begins with. */
function suggest(node: QuestionNode, findings: Findings): readonly Answer[] {
  const { input } = node;
  if (input.type === 'choice') return input.options.map((option) => ({ kind: 'choice', option }));
  if (input.type === 'minutes') return [{ kind: 'minutes', minutes: input.example }];
  if (input.type === 'restart')
    return findings.suggestedRestart === undefined ? [] : [findings.suggestedRestart];
  if (input.type === 'zone' && findings.restart !== undefined)
    return [{ kind: 'zone', zone: findings.restart.zone }];
  return [];
}

function presentInput(node: QuestionNode, findings: Findings, voice: WalkVoice): WireInput {
  const { input } = node;
  const options = input.type === 'choice' ? input.options : [];
  const [first] = input.type === 'choice' ? [] : suggest(node, findings);
  return {
    type: input.type,
    options: [...options, UNKNOWN].map((value) => {
      const answer: Answer = value === UNKNOWN ? { kind: 'unknown' } : { kind: 'choice', option: value };
      return { value, label: labelAnswer(node.id, answer, voice) };
    }),
    min: input.type === 'minutes' ? input.min : null,
    max: input.type === 'minutes' ? input.max : null,
    maxBytes: input.type === 'log' ? input.maxBytes : null,
    example: input.type === 'choice' ? null : input.example,
    suggestion: first === undefined ? null : wireAnswer(first),
  };
}

/**
 * Present a question in a language.
 *
 * @param values - For its placeholders.
 */
export function presentQuestion(
  node: QuestionNode,
  findings: Findings,
  voice: WalkVoice,
  values: ReadonlyMap<string, string>,
  context: WalkContext,
): WireQuestion {
  const texts = voice.texts.questions.get(node.id);
  const replies: readonly Answer[] = [...suggest(node, findings), { kind: 'unknown' }];
  return {
    id: node.id,
    prompt: fillPlaceholders(texts?.prompt ?? node.id, values),
    help: texts?.help === undefined ? null : fillPlaceholders(texts.help, values),
    instructions: (texts?.instructions ?? []).map((line) => fillPlaceholders(line, values)),
    input: presentInput(node, findings, voice),
    quickReplies: replies.map((answer) => ({
      label: labelAnswer(node.id, answer, voice),
      answer: wireAnswer(answer),
    })),
    step: presentStep(node.step, context.steps),
  };
}

/**
 * Present an end in a language.
 *
 * @param values - For its placeholders.
 */
export function presentOutcome(
  node: OutcomeNode,
  voice: WalkVoice,
  values: ReadonlyMap<string, string>,
  context: WalkContext,
): WireOutcome {
  const texts = voice.texts.outcomes.get(node.id);
  return {
    id: node.id,
    kind: node.outcome,
    kindText: voice.words.kinds[node.outcome],
    title: fillPlaceholders(texts?.title ?? node.id, values),
    text: fillPlaceholders(texts?.body ?? '', values),
    step: presentStep(node.step, context.steps),
    article: node.article === undefined ? null : presentRedirect(node.article, voice, context),
  };
}

function presentRedirect(
  number: ArticleNumber,
  voice: WalkVoice,
  context: WalkContext,
): WireOutcome['article'] {
  const found = context.findArticle(number);
  const { seeArticle, articleMissing } = voice.words;
  const name = found === undefined ? number : `${number} (${found.title})`;
  const text = fillPlaceholders(
    found === undefined ? articleMissing : seeArticle,
    new Map([['article', name]]),
  );
  return { number, title: found?.title ?? null, href: found?.href ?? null, text };
}
