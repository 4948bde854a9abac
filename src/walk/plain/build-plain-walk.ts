import type { Reading } from '../../article/reading.js';
import type { OutcomeKind, QuestionNode, Walk, WalkNode } from '../walk.js';
import type { QuestionTexts, WalkTexts } from '../walk-texts.js';
import { textLanguage } from '../../locale/text-tables.js';
import { choiceInput } from '../engine/choice-input.js';
import { WALK_WORDS, type WalkWords } from '../present/walk-words.js';
import { fillPlaceholders } from '../present/placeholders.js';
import { isConditional } from './is-conditional.js';
import { createPlainFacts, STEP_OPTIONS, stepQuestion } from './plain-facts.js';
import type { ShownStep } from './shown-steps.js';

const SOLVED = 'solved';

function buildStepNode(step: number, next: string): QuestionNode {
  const edges = new Map([...STEP_OPTIONS, 'unknown'].map((option) => [option, next]));
  const input = choiceInput(STEP_OPTIONS);
  return { kind: 'question', id: stepQuestion(step), input, step, isEarly: false, since: 1, edges };
}

function buildNodes(steps: readonly number[]): readonly WalkNode[] {
  const questions = steps.map((step, i) => {
    const next = steps[i + 1];
    return buildStepNode(step, next === undefined ? 'result' : stepQuestion(next));
  });
  const end = (id: OutcomeKind): WalkNode => ({
    kind: 'outcome',
    id,
    outcome: id,
    article: undefined,
    step: undefined,
  });
  return [
    ...questions,
    {
      kind: 'fact',
      id: 'result',
      fact: 'steps',
      edges: new Map([
        ['tried', SOLVED],
        ['stuck', 'escalate'],
      ]),
    },
    {
      kind: 'question',
      id: SOLVED,
      input: choiceInput(['yes', 'no']),
      step: undefined,
      isEarly: false,
      since: 1,
      edges: new Map([
        ['yes', 'resolved'],
        ['no', 'escalate'],
        ['unknown', 'escalate'],
      ]),
    },
    end('resolved'),
    end('escalate'),
  ];
}

function buildTexts(
  steps: readonly ShownStep[],
  conditional: ReadonlySet<number>,
  words: WalkWords,
): WalkTexts {
  const { plain } = words;
  const options = new Map<string, string>(STEP_OPTIONS.map((option) => [option, plain[option]]));
  const questions = steps.map((step): [string, QuestionTexts] => {
    const prompt = conditional.has(step.number) ? plain.conditional : plain.prompt;
    const filled = fillPlaceholders(prompt, new Map([['step', String(step.number)]]));
    return [
      stepQuestion(step.number),
      { prompt: filled, help: step.isNewer ? plain.newer : undefined, options, instructions: [] },
    ];
  });
  const solved = new Map([
    ['yes', plain.yes],
    ['no', plain.no],
  ]);
  return {
    title: plain.title,
    intro: plain.intro,
    consolePath: [],
    sentences: new Map(),
    questions: new Map([
      ...questions,
      [SOLVED, { prompt: plain.solved, help: undefined, options: solved, instructions: [] }],
    ]),
    outcomes: new Map([
      [
        'resolved',
        { title: plain.resolvedTitle, body: plain.resolvedBody, customer: plain.resolvedCustomer },
      ],
      [
        'escalate',
        { title: plain.escalateTitle, body: plain.escalateBody, customer: plain.escalateCustomer },
      ],
    ]),
  };
}

/** The same in every locale, so that a walk can be continued in another language. */
function versionOf(reading: Reading): number {
  const versions = reading.article.translations.flatMap((translation) => translation.version ?? []);
  return Math.max(1, ...versions);
}

/**
 * Make a walk from an article's own steps: each done, without help or not applicable, then resolved or passed on.
 *
 * @param steps - What {@link shownSteps} gave for this reading.
 * @returns Undefined when there are no steps.
 * @see docs/decisions/0023-plain-walks.md
 */
export function buildPlainWalk(reading: Reading, steps: readonly ShownStep[]): Walk | undefined {
  const [first] = steps;
  if (first === undefined) return undefined;
  const languages = WALK_WORDS.locales();
  const numbers = steps.map((step) => step.number);
  const conditional = steps.filter((step) =>
    isConditional(step.text, WALK_WORDS.in(textLanguage(step.locale, languages)).conditions),
  );
  const marked = new Set(conditional.map((step) => step.number));
  return {
    number: reading.article.number,
    kind: 'plain',
    version: versionOf(reading),
    start: stepQuestion(first.number),
    nodes: new Map(buildNodes(numbers).map((node) => [node.id, node])),
    facts: createPlainFacts(numbers),
    languages,
    textsIn: (language) => buildTexts(steps, marked, WALK_WORDS.in(language)),
  };
}
