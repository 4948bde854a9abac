import type { LocaleTag } from '../article/article.js';
import type { WireWalkState } from '../walk/present/wire-state.js';
import type { FactPresentation } from '../walk/fact-set.js';

type Step = NonNullable<NonNullable<WireWalkState['question']>['step']>;

/**
 * Write a walk state as Markdown: errors, findings, then the question or outcome.
 *
 * @param found - The evaluation, in the state's language.
 * @param locale - The requested locale; steps in another language are marked.
 */
export function writeWalkState(state: WireWalkState, found: FactPresentation, locale: LocaleTag): string {
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
