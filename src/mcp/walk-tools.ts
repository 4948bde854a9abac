import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { LocaleTag } from '../article/article.js';
import { articleNumber, resolveReading } from '../http/request/article-parameter.js';
import { apiWalkContext, type ArticleWalk, resolveWalk } from '../presenters/article-walk.js';
import { walkProblemCode } from '../presenters/walk-schemas.js';
import { advance } from '../walk/engine/advance.js';
import type { FactPresentation } from '../walk/fact-set.js';
import { describeWalk, presentWalkState } from '../walk/present/present-walk-state.js';
import { createVoice } from '../walk/present/walk-words.js';
import type { WireWalkState } from '../walk/present/wire-state.js';
import { articleLink } from './article-resources.js';
import { askedLocale, LOCALE, type McpDeps, NUMBER, offerTool } from './tool.js';

/** The MCP App that shows a walk, as a resource. */
export const WALK_APP = 'ui://parlance/walk.html';

const START_INPUT = z.strictObject({ number: NUMBER, locale: LOCALE });
const ANSWER_INPUT = z.strictObject({
  number: NUMBER,
  locale: LOCALE,
  answers: z
    .record(z.string(), z.unknown())
    .describe(
      'All answers so far, keyed by question id: `answers` of the previous state plus the new one, as described by its `input`; "unknown" if the user does not know',
    ),
  version: z.number().optional().describe('`walk.version` of the previous state'),
});

/** Register `start_walk` and `answer_walk`. */
export function registerWalkTools(server: McpServer, deps: McpDeps): void {
  offerTool(server, deps, {
    name: 'start_walk',
    title: 'Start a guided walk',
    description:
      'Start leading a user through an article’s resolution. Returns the first question, and all others with their inputs, so that known answers can be sent at once with answer_walk.',
    input: START_INPUT,
    output: 'WalkState, and `questions` and `outcomes` of Walk',
    ui: { resourceUri: WALK_APP },
    run: (input) => startWalk(deps, input),
  });
  offerTool(server, deps, {
    name: 'answer_walk',
    title: 'Answer questions of a guided walk',
    description:
      'Send all answers so far; returns the next question or the outcome. Nothing is stored between calls. An invalid answer returns the reason and the same question.',
    input: ANSWER_INPUT,
    output: 'WalkState',
    ui: { resourceUri: WALK_APP },
    run: (input) => answerWalk(deps, input),
  });
}

function startWalk(deps: McpDeps, input: z.infer<typeof START_INPUT>): CallToolResult {
  const locale = askedLocale(deps, input.locale);
  const walk = findWalk(deps, input.number, locale);
  const { state, text } = presentState(deps, walk, locale, { answers: {} });
  const { intro, questions, outcomes } = describeWalk(
    walk.walk,
    createVoice(walk.walk, locale),
    apiWalkContext(deps, walk, locale),
  );
  return {
    content: [{ type: 'text', text: `${intro}\n\n${text}` }, linkOf(walk)],
    structuredContent: { ...state, questions, outcomes },
  };
}

function answerWalk(deps: McpDeps, input: z.infer<typeof ANSWER_INPUT>): CallToolResult {
  const { answers, version } = input;
  const locale = askedLocale(deps, input.locale);
  const walk = findWalk(deps, input.number, locale);
  const sent = { answers, ...(version !== undefined && { version }) };
  const { state, text } = presentState(deps, walk, locale, sent);
  return {
    content: [{ type: 'text', text }, linkOf(walk)],
    structuredContent: { ...state },
    ...(walkProblemCode(state) !== undefined && { isError: true }),
  };
}

/** Find the walk of an article. @throws Problem `article-not-found`, `walk-not-found` (404). */
export function findWalk(deps: McpDeps, number: string, locale: LocaleTag): ArticleWalk {
  return resolveWalk(deps, resolveReading(deps.library, articleNumber(number, deps.library), locale));
}

/** The state that answers lead to, as data and as Markdown. */
export function presentState(
  deps: McpDeps,
  walk: ArticleWalk,
  locale: LocaleTag,
  submission: Parameters<typeof advance>[1],
): { readonly state: WireWalkState; readonly text: string } {
  const reached = advance(walk.walk, submission, Date.now());
  const voice = createVoice(walk.walk, locale);
  const state = presentWalkState(reached, voice, apiWalkContext(deps, walk, locale));
  return { state, text: writeWalkState(state, reached.facts.present(voice), locale) };
}

function linkOf({ reading: { served, article, translation } }: ArticleWalk) {
  return articleLink(served, article.number, translation.title);
}

type Step = NonNullable<NonNullable<WireWalkState['question']>['step']>;

/**
 * Write a walk state as Markdown: errors, findings, then the question or outcome.
 *
 * @param found - The evaluation, in the state's language.
 * @param locale - The requested locale; steps in another language are marked.
 */
function writeWalkState(state: WireWalkState, found: FactPresentation, locale: LocaleTag): string {
  const { warnings, assumptions, question, outcome } = state;
  const { verdict, markdown } = found;
  const parts = [
    ...writeErrors(state),
    ...(verdict === undefined ? [] : [verdict.text]),
    ...[...warnings, ...assumptions].map(({ text }) => text),
    ...markdown,
    ...(question === null ? [] : [writeQuestion(question, locale)]),
    ...(outcome === null ? [] : [writeOutcome(outcome, locale)]),
    `Answers so far: \`${JSON.stringify(state.answers)}\``,
  ];
  const page = state.links['page'];
  if (page !== undefined) parts.push(`The same for the user: <${page}>`);
  return parts.join('\n\n');
}

function writeErrors({ status, errors }: WireWalkState): string[] {
  if (status === 'notYet') return ['That question cannot be asked yet. Answer this one first.'];
  if (errors.length === 0) return [];
  const faults = errors.map(({ pointer, detail }) => `- ${pointer}: ${detail}`);
  return [['Some answers could not be taken:', ...faults].join('\n')];
}

function writeStep({ number, text, locale, isNewer }: Step, asked: LocaleTag): string {
  const from = isNewer ? `from the original, in ${locale}: the translation lacks it` : `in ${locale}`;
  const isForeign = new Intl.Locale(locale).language !== new Intl.Locale(asked).language;
  return `Step ${number}${isNewer || isForeign ? ` (${from})` : ''}: ${text}`;
}

function writeQuestion(question: NonNullable<WireWalkState['question']>, locale: LocaleTag): string {
  const { id, prompt, help, instructions, input, quickReplies, step } = question;
  const replies = quickReplies.map(({ label, answer }) => `- ${label}: \`${JSON.stringify(answer)}\``);
  const limits =
    input.min === null && input.max === null ? '' : ` from ${input.min ?? '…'} to ${input.max ?? '…'}`;
  const example = input.example === null ? '' : `, such as \`${JSON.stringify(input.example)}\``;
  return [
    ...(step === null ? [] : [writeStep(step, locale)]),
    `**${prompt}**`,
    ...(help === null ? [] : [help]),
    ...instructions.map((instruction, i) => `${i + 1}. ${instruction}`),
    `Answer as \`${id}\` (${input.type}${limits}${example}):`,
    ...replies,
  ].join('\n');
}

function writeOutcome(outcome: NonNullable<WireWalkState['outcome']>, locale: LocaleTag): string {
  const { kindText, title, text, step, article } = outcome;
  return [
    `**${kindText}: ${title}**`,
    text,
    ...(step === null ? [] : [writeStep(step, locale)]),
    ...(article === null ? [] : [`${article.number} ${article.title ?? ''}: ${article.text}`]),
  ].join('\n\n');
}
