import type { Reading } from '../../article/reading.js';
import { textLanguage } from '../../locale/text-tables.js';
import { choiceInput, edgeNames } from '../engine/choice-input.js';
import { NO_FACTS } from '../fact-set.js';
import { fillPlaceholders, type QuestionTexts, type WalkTexts } from '../walk-texts.js';
import { WALK_WORDS, type WalkWords } from '../present/walk-words.js';
import type { OutcomeKind, QuestionNode, Walk, WalkNode } from '../walk.js';
import type { PlannedList, StepPlan, ShownStep } from './plan-steps.js';

/** A condition is expected at the beginning of a step. */
const FIRST_CLAUSE = 60;

/**
 * Whether a step is conditional, by its language's words.
 *
 * @param text - The step's visible text.
 */
export function isConditional(text: string, words: WalkWords['conditions']): boolean {
  const begin = text.trimStart().slice(0, FIRST_CLAUSE).toLowerCase();
  if (words.starts.some((start) => begin.startsWith(start))) return true;
  const [clause = ''] = begin.split(/[。.!?！？]/, 1);
  return words.within.some((word) => clause.includes(word));
}

/** Options of a step's question, besides `unknown`. */
const STEP_OPTIONS = ['done', 'didNotHelp', 'doesNotApply'] as const;
const YES_NO = ['yes', 'no'] as const;
const WHICH = 'which';

function stepQuestion(step: number): string {
  return `step-${step}`;
}

/** Id of the question after a list's last step; the first list keeps the legacy name. */
function solvedQuestion(list: number): string {
  return list === 0 ? 'solved' : `solved-${list + 1}`;
}

function question(
  id: string,
  options: readonly string[],
  edgeOf: (option: string) => string,
  step?: number,
): QuestionNode {
  const input = choiceInput(options);
  const edges = new Map(edgeNames(input).map((option) => [option, edgeOf(option)]));
  return { kind: 'question', id, input, step, isEarly: false, since: 1, edges };
}

/**
 * The questions of steps in a row.
 *
 * @param last - Target of the last one.
 * @param away - Answers that leave the sequence, with their target.
 */
function stepQuestions(
  steps: readonly number[],
  last: string,
  away: readonly [option: string, to: string],
): readonly QuestionNode[] {
  return steps.map((step, i) => {
    const following = steps[i + 1];
    const next = following === undefined ? last : stepQuestion(following);
    return question(
      stepQuestion(step),
      STEP_OPTIONS,
      (option) => (option === away[0] ? away[1] : next),
      step,
    );
  });
}

/** The questions of one list, then whether it helped. @param failed - Target when it did not. */
function listNodes({ steps }: PlannedList, at: number, failed: string): readonly QuestionNode[] {
  const solved = solvedQuestion(at);
  const helped = question(solved, YES_NO, (option) => (option === 'yes' ? 'resolved' : failed));
  return [...stepQuestions(steps, solved, ['didNotHelp', failed]), helped];
}

function firstQuestion({ steps }: PlannedList): string {
  return stepQuestion(steps[0] ?? 1);
}

function questionsOf(kind: StepPlan['kind'], lists: readonly PlannedList[]): readonly QuestionNode[] {
  const steps = lists.flatMap((list) => list.steps);
  // Each step is an alternative: done means solved, anything else leads to the next.
  if (kind === 'tries') return stepQuestions(steps, 'escalate', ['done', 'resolved']);
  if (kind === 'sequence') return listNodes({ index: 0, steps }, 0, 'escalate');
  const names = lists.map((_, at) => `list-${at + 1}`);
  const which = question(WHICH, names, (name) => {
    const list = lists[names.indexOf(name)] ?? lists[0];
    return list === undefined ? 'escalate' : firstQuestion(list);
  });
  const ways = lists.map((list, at) => {
    const next = lists[at + 1];
    return listNodes(list, at, next === undefined ? 'escalate' : firstQuestion(next));
  });
  return [which, ...ways.flat()];
}

function outcome(id: OutcomeKind): WalkNode {
  return { kind: 'outcome', id, outcome: id, article: undefined, step: undefined };
}

interface Content extends StepPlan {
  readonly steps: ReadonlyMap<number, ShownStep>;
  readonly conditional: ReadonlySet<number>;
  /** Headings of the lists as the reader sees them. */
  readonly headings: readonly (string | undefined)[];
}

function stepTexts(
  number: number,
  { kind, steps, conditional }: Content,
  plain: WalkWords['plain'],
): QuestionTexts {
  const prompt = kind === 'tries' ? plain.try : conditional.has(number) ? plain.conditional : plain.prompt;
  const isTry = kind === 'tries';
  return {
    prompt: fillPlaceholders(prompt, new Map([['step', String(number)]])),
    help: steps.get(number)?.isNewer === true ? plain.newer : undefined,
    options: new Map(
      STEP_OPTIONS.map((option) => [option, isTry && option === 'done' ? plain.helped : plain[option]]),
    ),
    instructions: [],
  };
}

function buildTexts(content: Content, { plain }: WalkWords): WalkTexts {
  const { lists, headings } = content;
  const steps = lists.flatMap((list) => list.steps);
  const yesNo = new Map(YES_NO.map((option) => [option, plain[option]]));
  const solved = { prompt: plain.solved, help: undefined, options: yesNo, instructions: [] };
  const names = lists.map((_, at): [string, string] => {
    const numbered = fillPlaceholders(plain.option, new Map([['number', String(at + 1)]]));
    return [`list-${at + 1}`, headings[at] ?? numbered];
  });
  const which = { prompt: plain.which, help: undefined, options: new Map(names), instructions: [] };
  return {
    title: plain.title,
    intro: plain.intro,
    consolePath: [],
    sentences: new Map(),
    questions: new Map<string, QuestionTexts>([
      [WHICH, which],
      ...steps.map((step) => [stepQuestion(step), stepTexts(step, content, plain)] as const),
      ...lists.map((_, at) => [solvedQuestion(at), solved] as const),
    ]),
    outcomes: new Map(
      (['resolved', 'escalate'] as const).map((end) => [
        end,
        { title: plain[`${end}Title`], body: plain[`${end}Body`], customer: plain[`${end}Customer`] },
      ]),
    ),
  };
}

/** The same in every locale, so that a walk can be continued in another language. */
function versionOf(reading: Reading): number {
  const versions = reading.article.translations.flatMap((translation) => translation.version ?? []);
  return Math.max(1, ...versions);
}

/**
 * Build a walk from an article's own steps, as planned from its source.
 *
 * A failed alternative leads to the next, else to escalation; each completed list is asked about once.
 *
 * @param steps - From {@link shownSteps} for this reading.
 * @param headings - Headings of the step lists in the reader's language; empty if they do not match the source's.
 * @returns Undefined when none of the planned steps is shown.
 * @see docs/decisions/0141-plain-walks-by-source.md
 */
export function buildPlainWalk(
  reading: Reading,
  plan: StepPlan,
  steps: readonly ShownStep[],
  headings: readonly (string | undefined)[],
): Walk | undefined {
  const shown = new Map(steps.map((step) => [step.number, step]));
  const lists = plan.lists
    .map((list) => ({ ...list, steps: list.steps.filter((number) => shown.has(number)) }))
    .filter((list) => list.steps.length > 0);
  const kind = lists.length === 1 && plan.kind === 'alternatives' ? 'sequence' : plan.kind;
  const questions = questionsOf(kind, lists);
  const [start] = questions;
  if (start === undefined || lists.length === 0) return undefined;
  const languages = WALK_WORDS.locales();
  const conditional = steps.filter(({ text, locale }) =>
    isConditional(text, WALK_WORDS.in(textLanguage(locale, languages)).conditions),
  );
  const content: Content = {
    kind,
    lists,
    steps: shown,
    conditional: new Set(conditional.map((step) => step.number)),
    headings: lists.map(({ index }) => headings[index]),
  };
  const nodes = [...questions, outcome('resolved'), outcome('escalate')];
  return {
    number: reading.article.number,
    kind: 'plain',
    version: versionOf(reading),
    start: start.id,
    nodes: new Map(nodes.map((node) => [node.id, node])),
    facts: NO_FACTS,
    languages,
    textsIn: (language) => buildTexts(content, WALK_WORDS.in(language)),
  };
}
