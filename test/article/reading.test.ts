import { describe, expect, it } from 'vitest';
import { compareWithSource } from '../../src/article/reading.js';
import { buildTranslation } from '../support/build-article.js';

const source = buildTranslation({
  locale: 'en',
  version: 3,
  stepCount: 4,
  origin: { kind: 'human', humanDegree: undefined },
});

describe('compareWithSource', () => {
  it.each([
    [2, true],
    [3, false],
    // A translation may be ahead for a while.
    [4, false],
    [undefined, undefined],
  ])('finds version %s beside version 3 outdated: %s', (version, outdated) => {
    expect(compareWithSource(buildTranslation({ version }), source).outdated).toBe(outdated);
  });

  it('counts the steps a translation lacks', () => {
    expect(compareWithSource(buildTranslation({ stepCount: 2 }), source).missingSteps).toEqual([3, 4]);
    expect(compareWithSource(buildTranslation({ stepCount: 9 }), source).missingSteps).toEqual([]);
  });

  it('knows nothing without a source', () => {
    expect(compareWithSource(buildTranslation(), undefined)).toMatchObject({
      sourceVersion: undefined,
      outdated: undefined,
      missingSteps: [],
    });
  });

  it('finds the source itself up to date', () => {
    expect(compareWithSource(source, source)).toMatchObject({
      kind: 'human',
      sourceVersion: 3,
      outdated: false,
    });
  });
});
