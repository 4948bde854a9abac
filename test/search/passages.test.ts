import { describe, expect, test } from 'vitest';
import { buildSearch } from '../support/build-search.js';

const { search } = buildSearch(
  {
    number: 'KA-90001',
    locale: 'en',
    title: 'Lantern blinks twice',
    description: 'What to do about blinking.',
    sections: {
      issue: 'The lantern blinks twice after a restart.',
      cause: 'The clock is not set.',
      resolution: 'Open the hatch. Set the clock by the service menu. Close the hatch.',
    },
  },
  { number: 'KA-90002', locale: 'en', title: 'Clock', sections: { issue: 'The tower clock is slow.' } },
);

describe('passages', () => {
  test('are the best matching sections, at most two per article', async () => {
    const { passages } = await search.search({
      text: 'set the clock service menu',
      locale: 'en',
      unit: 'passage',
    });
    expect(passages[0]).toMatchObject({
      number: 'KA-90001',
      locale: 'en',
      anchor: 'resolution',
    });
    expect(passages.filter(({ number }) => number === 'KA-90001').length).toBeLessThanOrEqual(2);
    expect(passages.map(({ score }) => score)).toEqual(
      passages.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });

  test('end at the next section', async () => {
    const { passages } = await search.search({ text: 'hatch service menu', locale: 'en', unit: 'passage' });
    expect(passages.map(({ anchor }) => anchor)).toEqual(['resolution']);
  });

  test('are returned only on request', async () => {
    expect((await search.search({ text: 'clock', locale: 'en' })).passages).toEqual([]);
  });
});
