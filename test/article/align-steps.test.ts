import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMissingSteps, stepMarks } from '../../src/article/align-steps.js';
import { buildSteps } from '../support/build-article.js';

describe('stepMarks', () => {
  const marksOf = (text: string) => stepMarks({ text, html: `<p>${text}</p>` });

  it('are the same for a step in two languages that name the same things', () => {
    expect(marksOf('jetzt nms:webApp in server.conf auf 30 setzen')).toEqual(
      marksOf('now put nms:webApp in our server.conf at 30'),
    );
  });

  it('are none where a step names nothing', () => {
    expect(marksOf('stop there')).toEqual([]);
  });

  it('are few and fast, whatever stands there', () => {
    const long = marksOf('A.b:c/'.repeat(70_000));
    expect(long.length).toBeLessThanOrEqual(12);
  });

  it('know an address', () => {
    const [step = { html: '', text: '' }] = buildSteps('x');
    expect(stepMarks({ ...step, html: '<img src="/images/a.png" alt="">' })).toHaveLength(1);
  });
});

describe('findMissingSteps', () => {
  it('takes the last ones where nothing tells', () => {
    expect(findMissingSteps([[], []], [[], [], [], []])).toEqual([3, 4]);
  });

  it('takes the first where the others are known', () => {
    expect(findMissingSteps([['a'], ['b']], [['n'], ['a'], ['b']])).toEqual([1]);
  });

  it('takes several from several places', () => {
    expect(findMissingSteps([['a'], ['b'], ['c']], [['a'], ['x'], ['b'], ['y'], ['c']])).toEqual([2, 4]);
  });

  it('takes all of a translation without steps', () => {
    expect(findMissingSteps([], [['a'], []])).toEqual([1, 2]);
  });

  it('finds what was taken out of steps that all name something else, and keeps order always', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (kept) => {
        const source = kept.map((_, i) => [`m${i}`, 'common']);
        const own = source.filter((_, i) => kept[i]);
        const gone = kept.flatMap((isKept, i) => (isKept ? [] : [i + 1]));
        expect(findMissingSteps(own, source)).toEqual(gone);
      }),
    );
  });
});
