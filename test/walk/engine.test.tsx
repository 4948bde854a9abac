import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { advance, type WalkState } from '../../src/walk/engine/advance.js';
import { singleValueInput } from '../../src/walk/engine/choice-input.js';
import { answerText, evaluateOnly, NO_FACTS, refuse, type FactSetModule } from '../../src/walk/fact-set.js';
import { parseWalk, readStoredWalk, type ParsedWalk } from '../../src/walk/files/parse-walk.js';
import { decodeAnswers, encodeAnswers } from '../../src/walk/present/answer-query.js';
import { createVoice } from '../../src/walk/present/walk-words.js';
import { presentWalkState } from '../../src/walk/present/present-walk-state.js';

const NOW = Date.parse('2025-02-03T10:00:00Z');

/** An invented set: a lamp that needs as many bulbs as it has sockets. */
const lampFacts: FactSetModule = {
  name: 'lamp',
  facts: z.strictObject({ sockets: z.int() }).transform(({ sockets }) => ({
    ...NO_FACTS,
    name: 'lamp',
    results: new Map([['light', ['bright', 'dim']]]),
    questions: new Map([['bulbs', 'count']]),
    sentences: ['verdict.dim', 'warning.glass'],
    placeholders: ['missing'],
    reasons: () => ({ tooFew: 'At least {least}.' }),
    evaluate: (answers) => {
      const bulbs = answers.get('bulbs');
      const missing = typeof bulbs === 'number' ? sockets - bulbs : undefined;
      const light = missing !== undefined && missing > 0 ? 'dim' : 'bright';
      const base = evaluateOnly(() => light);
      return {
        ...base,
        warnings: ['glass'],
        suggest: (question) => (question === 'bulbs' ? [sockets] : []),
        present: (voice) => ({
          ...base.present(voice),
          values: new Map(missing === undefined ? [] : [['missing', String(missing)]]),
          members: { light },
        }),
      };
    },
  })),
  inputs: {
    count: z.strictObject({ type: z.literal('count') }).transform(({ type }) =>
      singleValueInput(type, {
        parse: (raw) => {
          const count = typeof raw === 'string' ? Number(raw) : raw;
          return typeof count === 'number' && count >= 0
            ? { ok: true, value: count }
            : refuse('tooFew', { least: 0 });
        },
        label: (value) => `${answerText(value)} bulbs`,
        Fields: () => <input name="answer" />,
      }),
    ),
  },
  members: { light: z.string().nullable() },
  readText: () => ({}),
  uploads: [],
};

const WALK = `version: 2
start: bulbs
factSet: lamp
bounds: { sockets: 3 }
questions:
  bulbs:
    input: { type: count }
    next: { answered: light, unknown: shop }
  helped:
    since: 2
    input: { type: choice, options: ['yes', 'no'] }
    next: { 'yes': lit, 'no': shop, unknown: shop }
facts:
  light: { ask: light, next: { bright: helped, dim: buy } }
outcomes:
  lit: { kind: resolved }
  buy: { kind: advice }
  shop: { kind: handover }
`;
const TEXTS = `title: Light
intro: Count the bulbs.
questions:
  bulbs: { prompt: How many bulbs? }
  helped: { prompt: Is there light?, options: { 'yes': 'Yes', 'no': 'No' } }
outcomes:
  lit: { title: Lit, body: Good. }
  buy: { title: 'Buy {missing} bulbs', body: Then come back. }
  shop: { title: Ask a shop, body: They know. }
verdict: { dim: Too dark }
warning: { glass: Mind the glass }
`;

function parse(text = WALK, texts: Readonly<Record<string, string>> = { en: TEXTS }): ParsedWalk {
  const files = [
    { path: 'walk.yaml', name: 'walk.yaml', text },
    ...Object.entries(texts).map(([tag, body]) => ({ path: `${tag}.yaml`, name: `${tag}.yaml`, text: body })),
  ];
  return parseWalk({ number: 'KA-90001', folder: 'walks/KA-90001', files, locales: ['en'] }, [lampFacts]);
}

const walk = parse().walk!;
const go = (answers: object, version?: number): WalkState =>
  advance(walk, { answers, ...(version !== undefined && { version }) }, NOW);

describe('an invented walk with an invented fact set', () => {
  it('has no fault, and is the same after it was stored', () => {
    const { diagnostics, stored } = parse();
    expect(diagnostics).toEqual([]);
    const again = readStoredWalk('KA-90001', JSON.parse(JSON.stringify(stored)), [lampFacts]);
    expect(advance(again, { answers: { bulbs: 3 } }, NOW).node.id).toBe('helped');
  });

  it.each([
    [{}, 'question:bulbs'],
    [{ bulbs: 1 }, 'outcome:buy'],
    [{ bulbs: '3' }, 'question:helped'],
    [{ bulbs: 3, helped: 'yes' }, 'outcome:lit'],
    [{ bulbs: 'unknown' }, 'outcome:shop'],
    [{ bulbs: -1 }, 'invalid:bulbs'],
    [{ helped: 'yes' }, 'notYet:bulbs'],
  ])('leads %j to %s', (answers, expected) => {
    const { status, node } = go(answers);
    expect(`${status}:${node.id}`).toBe(expected);
  });

  it('is presented with the set’s own words, values and members', () => {
    const context = { steps: [], findArticle: () => undefined, links: {} };
    const wire = presentWalkState(go({ bulbs: 1 }), createVoice(walk, 'en'), context);
    expect(wire.outcome?.title).toBe('Buy 2 bulbs');
    expect(wire.answered).toEqual([{ id: 'bulbs', prompt: 'How many bulbs?', text: '1 bulbs' }]);
    expect(wire.warnings).toEqual([{ code: 'glass', text: 'Mind the glass' }]);
    expect(wire).toHaveProperty('light', 'dim');
    expect(presentWalkState(go({ bulbs: -1 }), createVoice(walk, 'en'), context).errors).toEqual([
      { pointer: '/answers/bulbs', reason: 'tooFew', detail: 'At least 0.' },
    ]);
  });

  it('is held by an address', () => {
    const state = go({ bulbs: 3, helped: 'no' });
    expect(encodeAnswers(state)).toBe('v=2&bulbs=3&helped=no');
    const { submission } = decodeAnswers(walk, new URLSearchParams(encodeAnswers(state)));
    expect(advance(walk, submission, NOW).node.id).toBe('shop');
  });

  it('asks again what an older version meant otherwise', () => {
    expect(go({ bulbs: 3, helped: 'yes' }, 1)).toMatchObject({ status: 'question', dropped: ['helped'] });
  });
});

describe('a walk file', () => {
  it.each([
    ['another set', WALK.replace('factSet: lamp', 'factSet: moon'), 'walk-schema'],
    ['bounds of another shape', WALK.replace('sockets: 3', 'sockets: many'), 'walk-schema'],
    ['an input no set brings', WALK.replace('type: count', 'type: weight'), 'walk-schema'],
    ['a fact the set lacks', WALK.replace('ask: light', 'ask: heat'), 'walk-unknown-fact'],
    ['a result without a way', WALK.replace(', dim: buy', ''), 'walk-missing-edge'],
    ['no question the set reads', WALK.replaceAll('bulbs', 'lamps'), 'walk-missing-question'],
  ])('with %s is refused', (_, text, code) => {
    const { walk: none, diagnostics } = parse(text);
    expect(none).toBeUndefined();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it('with a placeholder the set does not fill is refused', () => {
    const { diagnostics } = parse(WALK, { en: TEXTS.replace('{missing}', '{weather}') });
    expect(diagnostics).toMatchObject([
      { code: 'walk-unknown-placeholder', message: 'nothing fills {weather}; there are missing' },
    ]);
  });

  it('without texts in any language is refused', () => {
    expect(parse(WALK, {}).diagnostics).toMatchObject([{ code: 'walk-missing-text', severity: 'error' }]);
  });
});

describe('a language without texts of its own', () => {
  it('is answered in English, which the voice says', () => {
    expect(createVoice(walk, 'de-AT')).toMatchObject({ language: 'en', locale: 'en' });
    expect(createVoice(walk, 'en-GB')).toMatchObject({ language: 'en', locale: 'en-GB' });
  });
});
