import { describe, expect, it } from 'vitest';
import { advance, type WalkState } from '../../src/walk/engine/advance.js';
import { readStoredWalk } from '../../src/walk/files/parse-walk.js';
import { decodeAnswers, encodeAnswers } from '../../src/walk/present/answer-query.js';
import { createVoice } from '../../src/walk/present/walk-words.js';
import { presentWalkState } from '../../src/walk/present/present-walk-state.js';
import { lampFacts, NOW, parseLamp } from './support/lamp-walk.js';

const walk = parseLamp().walk!;
const go = (answers: object, version?: number): WalkState =>
  advance(walk, { answers, ...(version !== undefined && { version }) }, NOW);

describe('an invented walk with an invented fact set', () => {
  it('is valid, and unchanged by serialisation', () => {
    const { diagnostics, stored } = parseLamp();
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

  it('is presented with the set’s own texts, values and members', () => {
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

  it('fits in a URL', () => {
    const state = go({ bulbs: 3, helped: 'no' });
    expect(encodeAnswers(state)).toBe('v=2&bulbs=3&helped=no');
    const { submission } = decodeAnswers(walk, new URLSearchParams(encodeAnswers(state)));
    expect(advance(walk, submission, NOW).node.id).toBe('shop');
  });

  it('asks again what changed since an older version', () => {
    expect(go({ bulbs: 3, helped: 'yes' }, 1)).toMatchObject({ status: 'question', dropped: ['helped'] });
  });
});

describe('a language without walk texts', () => {
  it('is served in English, with that language marked', () => {
    expect(createVoice(walk, 'de-AT')).toMatchObject({ language: 'en', locale: 'en' });
    expect(createVoice(walk, 'en-GB')).toMatchObject({ language: 'en', locale: 'en-GB' });
  });
});
