import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/walk/engine/advance.js';
import { buildPlainWalk } from '../../src/walk/plain/build-plain-walk.js';
import { isConditional } from '../../src/walk/plain/is-conditional.js';
import { shownSteps } from '../../src/walk/plain/shown-steps.js';
import { createVoice } from '../../src/walk/present/create-voice.js';
import { WALK_WORDS } from '../../src/walk/present/walk-words.js';
import type { Walk } from '../../src/walk/walk.js';
import { buildReading, buildSteps, buildTranslation } from '../support/build-article.js';
import { NOW } from './support/guided-walk.js';

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
  return { steps, walk: buildPlainWalk(reading, steps)! };
}

const end = (answers: object): string => {
  const { status, node } = advance(build().walk, { answers }, NOW);
  return `${status}:${node.id}`;
};

describe('a walk made from steps', () => {
  it.each([
    [{}, 'question:step-1'],
    [{ 'step-1': 'done' }, 'question:step-2'],
    [{ 'step-1': 'done', 'step-2': 'doesNotApply', 'step-3': 'done' }, 'question:solved'],
    [{ 'step-1': 'done', 'step-2': 'done', 'step-3': 'done', solved: 'yes' }, 'outcome:resolved'],
    [{ 'step-1': 'done', 'step-2': 'done', 'step-3': 'done', solved: 'unknown' }, 'outcome:escalate'],
    [{ 'step-1': 'done', 'step-2': 'didNotHelp', 'step-3': 'didNotHelp' }, 'outcome:escalate'],
    [{ 'step-1': 'unknown', 'step-2': 'doesNotApply', 'step-3': 'unknown' }, 'outcome:escalate'],
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

  it('shows a source’s step between the translation’s own, numbered through', () => {
    const steps = shownSteps(german, [2], english);
    expect(steps.map(({ number, text, isNewer }) => [number, text, isNewer])).toEqual([
      [1, 'Schalten Sie die Lampe aus.', false],
      [2, 'If it blinks, wait.', true],
      [3, 'Falls sie blinkt, warten Sie.', false],
    ]);
  });

  it('has the newest version of all locales, so that it goes on in another language', () => {
    expect(build().walk.version).toBe(4);
  });

  it('says that a step holds only in certain cases, in the reader’s language', () => {
    expect(createVoice(build().walk, 'pt-BR').texts.questions.get('step-2')?.prompt).toBe(
      'A etapa 2 vale apenas em certos casos. Como foi?',
    );
  });

  it('is not made for an article without steps', () => {
    expect(buildPlainWalk(buildReading([buildTranslation({ steps: [] })]), [])).toBeUndefined();
  });

  it('always has a way on and ends', () => {
    const option = fc.constantFrom('done', 'didNotHelp', 'doesNotApply', 'unknown');
    fc.assert(
      fc.property(
        fc.array(option, { minLength: 1, maxLength: 66 }),
        fc.constantFrom('yes', 'no', 'unknown'),
        (options, solved) => {
          const translation = buildTranslation({ steps: buildSteps(...options.map((_, i) => `Step ${i}`)) });
          const walk = buildPlainWalk(buildReading([translation]), shownSteps(translation, [], undefined))!;
          const answers = Object.fromEntries(options.map((value, i) => [`step-${i + 1}`, value]));
          expect(advance(walk, { answers: { ...answers, solved } }, NOW).node.kind).toBe('outcome');
        },
      ),
    );
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
  ])('is known in %s', (locale, conditional, plain) => {
    const { conditions } = WALK_WORDS.in(locale);
    expect([isConditional(conditional, conditions), isConditional(plain, conditions)]).toEqual([true, false]);
  });
});
