import { describe, expect, it } from 'vitest';
import { compareWithSource } from '../../src/article/reading.js';
import { stepMarks } from '../../src/article/align-steps.js';
import type { Step } from '../../src/article/article.js';
import { buildSteps, buildTranslation } from '../support/build-article.js';

const source = buildTranslation({
  locale: 'en',
  version: 3,
  stepCount: 4,
  origin: { kind: 'human', humanDegree: undefined },
});

const marked = (steps: readonly Step[]) => ({ stepCount: steps.length, stepMarks: steps.map(stepMarks) });

describe('compareWithSource', () => {
  it.each([
    [2, true],
    [3, false],
    // A translation may be ahead for a while.
    [4, false],
    [undefined, undefined],
  ])('finds version %s outdated compared with version 3: %s', (version, outdated) => {
    expect(compareWithSource(buildTranslation({ version }), source).outdated).toBe(outdated);
  });

  it('counts the steps a translation lacks', () => {
    expect(compareWithSource(buildTranslation({ stepCount: 2 }), source).missingSteps).toEqual([3, 4]);
    expect(compareWithSource(buildTranslation({ stepCount: 9 }), source).missingSteps).toEqual([]);
  });

  it('returns nothing without a source', () => {
    expect(compareWithSource(buildTranslation(), undefined)).toMatchObject({
      sourceVersion: undefined,
      outdated: undefined,
      missingSteps: [],
    });
  });

  it.each([
    ['de', 3, 'current'],
    ['de', 2, 'outdated'],
    ['de', 4, 'ahead'],
    ['de', undefined, 'unversioned'],
    ['en', 3, 'source'],
  ])('reports %s in version %s compared with version 3: %s', (locale, version, state) => {
    expect(compareWithSource(buildTranslation({ locale, version }), source).state).toBe(state);
  });

  it('reports a translation without a source', () => {
    expect(compareWithSource(buildTranslation(), undefined)).toMatchObject({
      state: 'no-source',
      version: 3,
      sourceLocale: undefined,
    });
  });

  it('finds no missing steps in a translation that is ahead of its source', () => {
    expect(compareWithSource(buildTranslation({ version: 4, stepCount: 2 }), source).missingSteps).toEqual(
      [],
    );
  });

  it('finds the missing step by language-neutral identifiers', () => {
    const own = buildTranslation({
      version: 2,
      steps: buildSteps('Öffnen Sie Explorer.', 'Setzen Sie XtkOption auf 0.'),
    });
    const newer = {
      ...source,
      ...marked(buildSteps('Open the Explorer.', 'Stop the server.', 'Set XtkOption to 0.')),
    };
    expect(compareWithSource({ ...own, ...marked(own.steps) }, newer).missingSteps).toEqual([2]);
  });

  it('finds the source itself up to date', () => {
    expect(compareWithSource(source, source)).toMatchObject({
      kind: 'human',
      sourceVersion: 3,
      outdated: false,
    });
  });
});
