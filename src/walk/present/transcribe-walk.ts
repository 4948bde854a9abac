import type { WalkState } from '../engine/advance.js';
import { presentWalkState } from './present-walk-state.js';
import type { WalkContext } from './present-node.js';
import type { WalkVoice } from './voice.js';
import { WALK_WORDS } from './walk-words.js';
import type { WireWalkState } from './wire-state.js';

/** The article as a ticket names it, in the text's language. */
export interface TranscriptArticle {
  readonly title: string;
  /** Version of the translation; undefined when it has none. */
  readonly version: number | undefined;
  /** Absolute address for tickets. */
  readonly permalink: string;
}

/** Who reads the text: the customer, or colleagues in the ticket's note. */
export type TranscriptAudience = 'customer' | 'note';

function nextLines(wire: WireWalkState, { texts }: WalkVoice): readonly string[] {
  const { outcome, question } = wire;
  if (outcome !== null)
    return [outcome.title, outcome.text, ...(outcome.article === null ? [] : [outcome.article.text])];
  if (question === null) return [];
  const path = question.instructions.length > 0 ? [texts.consolePath.join(' > ')] : [];
  return [question.prompt, ...path, ...question.instructions.map((line, i) => `${i + 1}. ${line}`)].filter(
    (line) => line !== '',
  );
}

/**
 * Write a walk as plain text for a ticket: article, version, answers, verdict, next action.
 *
 * @param voice - The language of the reader; a ticket has one text for the customer and one for the note.
 */
export function transcribeWalk(
  state: WalkState,
  voice: WalkVoice,
  context: WalkContext,
  article: TranscriptArticle,
  audience: TranscriptAudience,
): string {
  const wire = presentWalkState(state, voice, context);
  const { transcript: words } = WALK_WORDS.in(voice.language);
  const { verdict } = state.facts.present(voice);
  const isCustomer = audience === 'customer';
  const version = article.version === undefined ? '' : ` (v${article.version})`;
  const page = wire.links['page'];
  const result = [
    ...(verdict === undefined ? [] : [verdict.text]),
    ...(wire.outcome === null ? [] : [wire.outcome.kindText]),
  ];
  const assumed = wire.assumptions.map(({ text }) => `- ${text}`);
  const warnings = wire.warnings.map(({ text }) => `- ${text}`);
  const blocks: readonly (readonly string[])[] = [
    isCustomer ? [words.greeting] : [],
    [`${words.article}: ${wire.walk.number}${version} ${article.title}`, article.permalink],
    isCustomer ? [] : [`${words.version}: ${wire.walk.version}`, ...(page === undefined ? [] : [page])],
    wire.answered.length === 0
      ? []
      : [`${words.answers}:`, ...wire.answered.map(({ prompt, text }) => `- ${prompt} ${text}`)],
    result.length === 0 ? [] : [`${words.result}: ${result.join(' ')}`],
    assumed.length === 0 ? [] : [`${words.assumed}:`, ...assumed],
    [`${words.next}:`, ...nextLines(wire, voice), ...warnings],
    isCustomer ? [words.closing] : [],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}
