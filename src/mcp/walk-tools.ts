import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { LocaleTag } from '../article/article.js';
import { articleNumber, resolveReading } from '../http/request/article-parameter.js';
import { advance } from '../walk/engine/advance.js';
import { describeWalk, presentWalkState } from '../walk/present/present-walk-state.js';
import { createVoice } from '../walk/present/walk-words.js';
import { apiWalkContext, resolveWalk, type ArticleWalk } from '../presenters/article-walk.js';
import { walkProblemCode } from '../presenters/walk-problem.js';
import type { WireWalkState } from '../walk/present/wire-state.js';
import { articleLink } from './article-resources.js';
import { askedLocale, LOCALE, NUMBER, offerTool, type McpDeps } from './tool.js';
import { writeWalkState } from './write-walk-state.js';

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
