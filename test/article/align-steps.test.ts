import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMissingSteps, stepMarks } from '../../src/article/align-steps.js';
import { buildSteps } from '../support/build-article.js';

describe('stepMarks', () => {
  const marksOf = (text: string) => stepMarks({ text, html: `<p>${text}</p>` });

  it('are equal for a step in two languages with the same identifiers', () => {
    expect(marksOf('jetzt nms:webApp in server.conf auf 30 setzen')).toEqual(
      marksOf('now put nms:webApp in our server.conf at 30'),
    );
  });

  it('are empty for a step without identifiers', () => {
    expect(marksOf('stop there')).toEqual([]);
  });

  it('are bounded and fast for any text', () => {
    const long = marksOf('A.b:c/'.repeat(70_000));
    expect(long.length).toBeLessThanOrEqual(12);
  });

  it('include a URL', () => {
    const [step = { html: '', text: '' }] = buildSteps('x');
    expect(stepMarks({ ...step, html: '<img src="/images/a.png" alt="">' })).toHaveLength(1);
  });
});

describe('findMissingSteps', () => {
  it('assumes the last ones without other evidence', () => {
    expect(findMissingSteps([[], []], [[], [], [], []])).toEqual([3, 4]);
  });

  it('finds the first if the others match', () => {
    expect(findMissingSteps([['a'], ['b']], [['n'], ['a'], ['b']])).toEqual([1]);
  });

  it('finds several in different places', () => {
    expect(findMissingSteps([['a'], ['b'], ['c']], [['a'], ['x'], ['b'], ['y'], ['c']])).toEqual([2, 4]);
  });

  it('finds all for a translation without steps', () => {
    expect(findMissingSteps([], [['a'], []])).toEqual([1, 2]);
  });

  it('finds what was removed from distinct steps, and always keeps the order', () => {
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
