import type { ArticleNumber } from '../../article/article-number.js';
import { answerText, UNKNOWN, type AnswerValue, type FactEvaluation } from '../fact-set.js';
import type { ShownStep } from '../plain/plan-steps.js';
import type { OutcomeNode, QuestionNode } from '../walk.js';
import { fillPlaceholders, type WalkVoice } from '../walk-texts.js';
import { WALK_WORDS } from './walk-words.js';
import type { WireOutcome, WireQuestion, WireStep } from './wire-state.js';

export interface WalkContext {
  readonly steps: readonly ShownStep[];
  /** Look up another article in the reader's locale; undefined when it does not exist. */
  readonly findArticle: (
    number: ArticleNumber,
  ) => { readonly title: string; readonly href: string } | undefined;
  /** Links by name, without answers: `self` (JSON), `page`, `article`. */
  readonly links: Readonly<Record<string, string>>;
}

function presentStep(number: number | undefined, steps: readonly ShownStep[]): WireStep | null {
  const step = steps.find((one) => one.number === number);
  if (step === undefined) return null;
  const { html, text, anchor, locale, isNewer } = step;
  return { number: step.number, html, text, anchor, locale, isNewer };
}

/** Label an answer in the reader's language. */
export function labelAnswer({ id, input }: QuestionNode, value: AnswerValue, voice: WalkVoice): string {
  if (value === UNKNOWN) return WALK_WORDS.in(voice.language).unknown;
  const label = input.label(value, voice) ?? voice.texts.questions.get(id)?.options.get(answerText(value));
  return label ?? answerText(value);
}

/** Suggested answers; the first one prefills the form. */
export function suggestAnswers(
  node: QuestionNode,
  facts: FactEvaluation | undefined,
): readonly AnswerValue[] {
  const { options, usual } = node.input;
  if (options.length > 0) return options;
  return usual === undefined ? (facts?.suggest(node.id) ?? []) : [usual];
}

function presentInput(
  node: QuestionNode,
  facts: FactEvaluation | undefined,
  voice: WalkVoice,
): WireQuestion['input'] {
  const { type, options, limits } = node.input;
  const [first] = options.length > 0 ? [] : suggestAnswers(node, facts);
  return {
    type,
    options: [...options, UNKNOWN].map((value) => ({ value, label: labelAnswer(node, value, voice) })),
    min: limits.min ?? null,
    max: limits.max ?? null,
    maxBytes: limits.maxBytes ?? null,
    example: limits.example ?? null,
    suggestion: first ?? null,
  };
}

/**
 * Present a question in a language.
 *
 * @param facts - Evaluation of the answers so far, if any.
 * @param values - Placeholder values.
 */
export function presentQuestion(
  node: QuestionNode,
  facts: FactEvaluation | undefined,
  voice: WalkVoice,
  values: ReadonlyMap<string, string>,
  context: WalkContext,
): WireQuestion {
  const texts = voice.texts.questions.get(node.id);
  return {
    id: node.id,
    prompt: fillPlaceholders(texts?.prompt ?? node.id, values),
    help: texts?.help === undefined ? null : fillPlaceholders(texts.help, values),
    instructions: (texts?.instructions ?? []).map((line) => fillPlaceholders(line, values)),
    input: presentInput(node, facts, voice),
    quickReplies: [...suggestAnswers(node, facts), UNKNOWN].map((answer) => ({
      label: labelAnswer(node, answer, voice),
      answer,
    })),
    step: presentStep(node.step, context.steps),
  };
}

/**
 * Present an outcome in a language.
 *
 * @param values - Placeholder values.
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
    kindText: WALK_WORDS.in(voice.language).kinds[node.outcome],
    title: fillPlaceholders(texts?.title ?? node.id, values),
    text: fillPlaceholders(texts?.body ?? '', values),
    step: presentStep(node.step, context.steps),
    article: node.article === undefined ? null : presentRedirect(node.article, voice, context),
  };
}

function presentRedirect(
  number: ArticleNumber,
  { language }: WalkVoice,
  context: WalkContext,
): WireOutcome['article'] {
  const found = context.findArticle(number);
  const { seeArticle, articleMissing } = WALK_WORDS.in(language);
  const name = found === undefined ? number : `${number} (${found.title})`;
  const text = fillPlaceholders(
    found === undefined ? articleMissing : seeArticle,
    new Map([['article', name]]),
  );
  return { number, title: found?.title ?? null, href: found?.href ?? null, text };
}
