import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Section } from '../../src/article/article.js';
import { advance } from '../../src/walk/engine/advance.js';
import { buildPlainWalk, isConditional } from '../../src/walk/plain/build-plain-walk.js';
import { planSteps, type StepPlan, shownSteps } from '../../src/walk/plain/plan-steps.js';
import { createVoice, WALK_WORDS } from '../../src/walk/present/walk-words.js';
import type { Walk } from '../../src/walk/walk.js';
import { buildReading, buildSteps, buildTranslation } from '../support/build-article.js';
import { NOW } from './support/lamp-walk.js';

const german = buildTranslation({
  version: 3,
  steps: buildSteps('Schalten Sie die Lampe aus.', 'Falls sie blinkt, warten Sie.'),
});
const english = buildTranslation({
  locale: 'en',
  version: 4,
  steps: buildSteps('Turn it off.', 'If it blinks, wait.', 'Turn it on.'),
});

function build(): { walk: Walk; steps: ReturnType<typeof shownSteps> } {
  const reading = buildReading([german, english]);
  const steps = shownSteps(german, reading.provenance.missingSteps, english);
  return { steps, walk: buildPlainWalk(reading, sequence(3), steps, [])! };
}

function sequence(count: number): StepPlan {
  return { kind: 'sequence', lists: [{ index: 0, steps: numbers(1, count) }] };
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** The end that answers lead to in a walk over as many English steps as the plan names. */
function endOf(plan: StepPlan, answers: object, headings: readonly string[] = []): string {
  const count = plan.lists.flatMap((list) => list.steps).length;
  const translation = buildTranslation({
    locale: 'en',
    steps: buildSteps(...numbers(1, count).map((n) => `Open ${n}`)),
  });
  const walk = buildPlainWalk(
    buildReading([translation]),
    plan,
    shownSteps(translation, [], undefined),
    headings,
  )!;
  const { status, node } = advance(walk, { answers }, NOW);
  return `${status}:${node.id}`;
}

const end = (answers: object): string => {
  const { status, node } = advance(build().walk, { answers }, NOW);
  return `${status}:${node.id}`;
};

describe('a walk made from a sequence of steps', () => {
  it.each([
    [{}, 'question:step-1'],
    [{ 'step-1': 'done' }, 'question:step-2'],
    [{ 'step-1': 'done', 'step-2': 'doesNotApply', 'step-3': 'done' }, 'question:solved'],
    [{ 'step-1': 'done', 'step-2': 'done', 'step-3': 'done', solved: 'yes' }, 'outcome:resolved'],
    [{ 'step-1': 'done', 'step-2': 'done', 'step-3': 'done', solved: 'unknown' }, 'outcome:escalate'],
    [{ 'step-1': 'done', 'step-2': 'didNotHelp' }, 'outcome:escalate'],
    [{ 'step-2': 'done' }, 'notYet:step-1'],
    [{ 'step-1': 'maybe' }, 'invalid:step-1'],
  ])('leads %j to %s', (answers, expected) => {
    expect(end(answers)).toBe(expected);
  });

  it('shows the source’s newer steps in place and flags them', () => {
    const { steps } = build();
    expect(steps.map(({ number, locale, isNewer }) => [number, locale, isNewer])).toEqual([
      [1, 'de', false],
      [2, 'de', false],
      [3, 'en', true],
    ]);
    const { texts } = createVoice(build().walk, 'de');
    expect(texts.questions.get('step-3')?.help).toMatch(/neuer als die Übersetzung/);
  });

  it('shows a source step between the translation’s own, numbered consecutively', () => {
    const steps = shownSteps(german, [2], english);
    expect(steps.map(({ number, text, isNewer }) => [number, text, isNewer])).toEqual([
      [1, 'Schalten Sie die Lampe aus.', false],
      [2, 'If it blinks, wait.', true],
      [3, 'Falls sie blinkt, warten Sie.', false],
    ]);
    // As on the article's page, where `step-2` is the one of the source.
    expect(steps.map(({ anchor }) => anchor)).toEqual(['step-1', 'step-2', 'step-3']);
  });

  it('has the newest version of all locales, so that it continues in another language', () => {
    expect(build().walk.version).toBe(4);
  });

  it('marks a conditional step in the reader’s language', () => {
    expect(createVoice(build().walk, 'pt-BR').texts.questions.get('step-2')?.prompt).toBe(
      'A etapa 2 vale apenas em certos casos.',
    );
  });
});

describe('a walk made from alternatives', () => {
  const plan: StepPlan = {
    kind: 'alternatives',
    lists: [
      { index: 0, steps: [1, 2] },
      { index: 1, steps: [3, 4] },
    ],
  };

  it.each([
    [{}, 'question:which'],
    [{ which: 'list-2' }, 'question:step-3'],
    [{ which: 'unknown' }, 'question:step-1'],
    [{ which: 'list-1', 'step-1': 'done', 'step-2': 'done' }, 'question:solved'],
    [{ which: 'list-1', 'step-1': 'done', 'step-2': 'done', solved: 'no' }, 'question:step-3'],
    [{ which: 'list-1', 'step-1': 'didNotHelp' }, 'question:step-3'],
    [{ which: 'list-2', 'step-3': 'done', 'step-4': 'done', 'solved-2': 'no' }, 'outcome:escalate'],
    [{ which: 'list-2', 'step-3': 'done', 'step-4': 'done', 'solved-2': 'yes' }, 'outcome:resolved'],
  ])('leads %j to %s', (answers, expected) => {
    expect(endOf(plan, answers)).toBe(expected);
  });

  it('names them by their headings in the reader’s language, otherwise by number', () => {
    const reading = buildReading([english]);
    const steps = shownSteps({ ...english, steps: buildSteps('a', 'b', 'c', 'd') }, [], undefined);
    const walk = buildPlainWalk(reading, plan, steps, ['Option A: by hand'])!;
    expect([...createVoice(walk, 'de').texts.questions.get('which')!.options.values()]).toEqual([
      'Option A: by hand',
      'Möglichkeit 2',
    ]);
  });

  it('asks after each step of a list of tries whether it helped', () => {
    const tries: StepPlan = { kind: 'tries', lists: [{ index: 0, steps: [1, 2] }] };
    expect(endOf(tries, { 'step-1': 'done' })).toBe('outcome:resolved');
    expect(endOf(tries, { 'step-1': 'didNotHelp' })).toBe('question:step-2');
    expect(endOf(tries, { 'step-1': 'doesNotApply', 'step-2': 'didNotHelp' })).toBe('outcome:escalate');
  });
});

it('a walk made of steps always continues and ends', () => {
  const option = fc.constantFrom(
    'done',
    'didNotHelp',
    'doesNotApply',
    'unknown',
    'yes',
    'no',
    'list-1',
    'list-2',
  );
  const plan = fc
    .tuple(
      fc.constantFrom('sequence' as const, 'alternatives' as const, 'tries' as const),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
    )
    .map(([kind, a, b]): StepPlan => ({
      kind,
      lists: [
        { index: 0, steps: numbers(1, a) },
        { index: 1, steps: numbers(a + 1, a + b) },
      ],
    }));
  fc.assert(
    fc.property(plan, fc.infiniteStream(option), (made, stream) => {
      const answers: Record<string, string> = {};
      for (let turn = 0; turn < 2000; turn++) {
        const [status = '', id = ''] = endOf(made, answers).split(':');
        if (status === 'outcome') return;
        answers[id] = String(stream.next().value);
      }
      throw new Error('no end');
    }),
    { numRuns: 40 },
  );
});

describe('steps that make a walk', () => {
  const html = (text: string): Section['blocks'][number] => ({ kind: 'html', html: text });
  const list = (first: number, count: number): Section['blocks'][number] => {
    return { kind: 'steps', first, count, start: 1 };
  };
  const plan = (texts: readonly string[], ...blocks: Section['blocks'][number][]) =>
    planSteps(
      [
        {
          name: 'resolution',
          anchor: 'resolution',
          text: '',
          blocks: blocks.length > 0 ? blocks : [list(1, texts.length)],
        },
      ],
      buildSteps(...texts),
      true,
    );

  it.each([
    ['instructions', ['Open the panel.', 'In the menu, choose Lamp.', 'If it blinks, wait a minute.']],
    ['duties', ['You must open the panel.', 'The lamp should be set to amber.']],
  ])('are %s in sequence', (_, texts) => {
    expect(plan(texts)?.kind).toBe('sequence');
  });

  it.each([
    ['symptoms', ['The lamp blinks.', 'Users see amber light.']],
    ['names', ['Data cleansing', 'Amber lamps', 'Harbour wall']],
    ['settings', ['Name = lamp', 'Default = none']],
    ['one step', ['Open the panel.']],
  ])('are not %s', (_, texts) => {
    expect(plan(texts)).toBeUndefined();
  });

  it.each([
    'Steps to reproduce:',
    'Prerequisites:',
    'This may have the following reasons:',
    'Best practices',
  ])('are not those under “%s”', (intro) => {
    expect(plan(['Open the panel.', 'Set the clock.'], html(`<p>${intro}</p>`), list(1, 2))).toBeUndefined();
  });

  it('are not the entries of a reading list', () => {
    const steps = buildSteps('Open the panel', 'Set the clock').map((step) => {
      return { ...step, html: `<p><a href="https://help.example/a">${step.text}</a></p>` };
    });
    const sections: Section[] = [
      { name: 'resolution', anchor: 'resolution', text: '', blocks: [list(1, 2)] },
    ];
    expect(planSteps(sections, steps, true)).toBeUndefined();
    expect(planSteps(sections, steps, false)).toBeUndefined();
  });

  it('are attempts if one of them is enough', () => {
    const intro = html('<p>There are a few possible solutions to this problem:</p>');
    expect(plan(['Replace the bulb.', 'Reset the clock.'], intro, list(1, 2))?.kind).toBe('tries');
    expect(plan(['Replace the bulb.', 'Or reset the clock.'])?.kind).toBe('tries');
  });

  it('are alternatives or stages depending on their headings', () => {
    const texts = ['Open the panel.', 'Set the clock.', 'Take the key.', 'Turn it twice.'];
    const under = (a: string, b: string) =>
      plan(texts, html(`<h3>${a}</h3>`), list(1, 2), html(`<h3>${b}</h3>`), list(3, 2));
    expect(under('Option 1: by hand', 'Option 2: by script')).toMatchObject({
      kind: 'alternatives',
      lists: [
        { index: 0, steps: [1, 2] },
        { index: 1, steps: [3, 4] },
      ],
    });
    expect(under('Step 1: Prepare', 'Step 2: Restart')?.kind).toBe('sequence');
  });
});

describe('a conditional step', () => {
  it.each([
    ['de', 'Wenn die Lampe blinkt, warten Sie.', 'Warten Sie, bis die Lampe blinkt.'],
    ['en', 'If the lamp blinks, wait.', 'Identify the lamp.'],
    ['es', 'Si la lámpara parpadea, espere.', 'Siga las indicaciones.'],
    ['fr', 'Si la lampe clignote, attendez.', 'Signalez la panne.'],
    ['it', 'Se la lampada lampeggia, attenda.', 'Segua le istruzioni.'],
    ['ja', 'ランプが点滅する場合は、お待ちください。', 'ランプを消してください。'],
    ['ko', '램프가 깜박이는 경우 기다리십시오.', '램프를 끄십시오.'],
    ['nl', 'Als de lamp knippert, wacht u.', 'Alsnog wachten.'],
    ['pt', 'Se a lâmpada piscar, aguarde.', 'Selecione a lâmpada.'],
    ['sv', 'Om lampan blinkar, vänta.', 'Omstart krävs.'],
    ['zh-Hans', '如果灯闪烁，请等待。', '请关灯。'],
    ['zh-Hant', '如果燈閃爍，請等待。', '請關燈。'],
  ])('is recognised in %s', (locale, conditional, plain) => {
    const { conditions } = WALK_WORDS.in(locale);
    expect([isConditional(conditional, conditions), isConditional(plain, conditions)]).toEqual([true, false]);
  });
});
