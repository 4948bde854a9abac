import { absolute } from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';
import type { Wire } from '../presenters/schemas.js';
import type { WALK_STATE } from '../presenters/walk-schemas.js';
import type { FactPresentation } from '../walk/fact-set.js';

type State = Wire<typeof WALK_STATE>;

/** Write a walk's state as Markdown: what was wrong, what was learnt, then the question or the outcome. @param found - What the answers show, in the state's language. */
export function writeWalkState(state: State, found: FactPresentation, site: Site): string {
  const { warnings, assumptions, question, outcome } = state;
  const { verdict, markdown } = found;
  const parts = [
    ...writeErrors(state),
    ...(verdict === undefined ? [] : [verdict.text]),
    ...[...warnings, ...assumptions].map(({ text }) => text),
    ...markdown,
    ...(question === null ? [] : [writeQuestion(question)]),
    ...(outcome === null ? [] : [writeOutcome(outcome)]),
    `Answers so far: \`${JSON.stringify(state.answers)}\``,
  ];
  const page = state.links['page'];
  if (page !== undefined) parts.push(`The same for the user: <${absolute(site, page)}>`);
  return parts.join('\n\n');
}

function writeErrors({ status, errors }: State): string[] {
  if (status === 'notYet') return ['That question cannot be asked yet. Answer this one first.'];
  if (errors.length === 0) return [];
  const faults = errors.map(({ pointer, detail }) => `- ${pointer}: ${detail}`);
  return [['Some answers could not be taken:', ...faults].join('\n')];
}

function writeQuestion(question: NonNullable<State['question']>): string {
  const { id, prompt, help, instructions, input, quickReplies, step } = question;
  const replies = quickReplies.map(({ label, answer }) => `- ${label}: \`${JSON.stringify(answer)}\``);
  const limits =
    input.min === null && input.max === null ? '' : ` from ${input.min ?? '…'} to ${input.max ?? '…'}`;
  const example = input.example === null ? '' : `, such as \`${JSON.stringify(input.example)}\``;
  return [
    ...(step === null ? [] : [`Step ${step.number}: ${step.text}`]),
    `**${prompt}**`,
    ...(help === null ? [] : [help]),
    ...instructions.map((instruction, i) => `${i + 1}. ${instruction}`),
    `Answer as \`${id}\` (${input.type}${limits}${example}):`,
    ...replies,
  ].join('\n');
}

function writeOutcome(outcome: NonNullable<State['outcome']>): string {
  const { kindText, title, text, step, article } = outcome;
  return [
    `**${kindText}: ${title}**`,
    text,
    ...(step === null ? [] : [`Step ${step.number}: ${step.text}`]),
    ...(article === null ? [] : [`${article.number} ${article.title ?? ''}: ${article.text}`]),
  ].join('\n\n');
}
