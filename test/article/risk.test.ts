import { describe, expect, it } from 'vitest';
import { compareWithSource } from '../../src/article/reading.js';
import { isDoubted, measureRisk, namesOf, raiseRisk, RISK_BANDS, riskBand } from '../../src/article/risk.js';
import { buildTranslation } from '../support/build-article.js';
import { compileArticle } from '../support/compile.js';

const long = { words: 900, marks: 40, lost: 6 };
const short = { words: 40, marks: 1, lost: 0 };

describe('riskBand', () => {
  it.each([
    ['a short text', { risk: short }, 'low'],
    ['a long text that lost names', { risk: long }, 'high'],
    ['a text that lost two names', { risk: { ...short, lost: 2 } }, 'raised'],
    ['a human translation', { risk: long, origin: { kind: 'human', humanDegree: undefined } }, 'not-judged'],
    ['a language nobody read', { risk: long, locale: 'fi' }, 'not-judged'],
    ['a text that was not measured', {}, 'not-judged'],
  ] as const)('of %s', (_, given, band) => {
    expect(riskBand(buildTranslation(given), false, false)).toBe(band);
  });

  it('is never low for an outdated translation', () => {
    const source = buildTranslation({ locale: 'en', version: 4 });
    expect(compareWithSource(buildTranslation({ risk: short }), source).risk).toBe('raised');
    expect(compareWithSource(source, source).risk).toBe('not-judged');
  });
});

describe('readers', () => {
  it.each([
    [{ good: 9, bad: 0, reports: 1 }, true],
    [{ good: 2, bad: 3, reports: 0 }, true],
    [{ good: 0, bad: 4, reports: 0 }, false],
    [{ good: 3, bad: 3, reports: 0 }, false],
  ])('who said %o doubt it: %s', (verdict, doubted) => {
    expect(isDoubted(verdict)).toBe(doubted);
  });

  it('raise a band by one, and never judge what is not judged', () => {
    expect(RISK_BANDS.map(raiseRisk)).toEqual(['raised', 'high', 'high', 'not-judged']);
  });
});

describe('measureRisk', () => {
  it('counts words and markup outside code, and lost names', () => {
    const source =
      '<p>Set <code>maxItems</code> to 12 in the <strong>API</strong> tab.</p><pre>other_name 77</pre>';
    expect(namesOf(source)).toEqual(['maxItems', '12', 'API']);
    const translation = '<p>Setzen Sie <code>maxElemente</code> auf 12, Reiter <strong>API</strong>.</p>';
    expect(measureRisk(translation, namesOf(source))).toEqual({ words: 5, marks: 2, lost: 1 });
  });

  it('counts two ideographs as a word', () => {
    expect(measureRisk('<p>重新启动</p>', []).words).toBe(2);
  });

  it('runs when a file is compiled with its source', () => {
    const { context, translation } = compileArticle('Set `maxItems`.\n');
    expect(translation?.risk).toBeUndefined();
    const compiled = compileArticle('`maxElemente` setzen.\n', {}, { locale: 'de', source: context });
    expect(compiled.translation?.risk).toEqual({ words: 1, marks: 1, lost: 1 });
  });
});
