import { describe, expect, test } from 'vitest';
import { buildSearch } from '../support/build-search.js';

const others = Array.from({ length: 20 }, (_, i) => ({
  number: `KA-91${i + 100}`,
  locale: 'en',
  title: `Bell number ${i} rings by itself`,
}));
const { search } = buildSearch(
  { number: 'KA-90001', locale: 'en', title: 'Lantern blinks after a restart' },
  { number: 'KA-90001', locale: 'de', title: 'Die Laterne blinkt nach dem Neustart' },
  { number: 'KA-90002', locale: 'en', title: 'A launch is planned for Thursday' },
  { number: 'KA-90003', locale: 'en', title: 'Could we schedule a call this week' },
  ...others,
);

async function find(text: string, locale = 'en') {
  return search.search({ text, locale, limit: 10, isTicket: true, isExplained: true });
}

const COURTESY = [
  'Dear colleagues,',
  'The launch is planned for Thursday, and our manager is getting nervous. Could we schedule a call this week?',
  'Kind regards,\nKim Sample\nPhone +44 20 0000000',
] as const;

describe('a ticket', () => {
  test('is found by its problem, though articles hold the words of its courtesies', async () => {
    const [greeting, urgency, farewell] = COURTESY;
    const { items } = await find([greeting, urgency, 'the lantern keeps blinking', farewell].join('\n\n'));
    expect(items[0]?.number).toBe('KA-90001');
  });

  test('that is all courtesy is searched all the same', async () => {
    const { items } = await find(COURTESY.join('\n\n'));
    expect(items.map(({ number }) => number)).toContain('KA-90002');
  });

  test('has the language of its own words, not of its log', async () => {
    const log = '2026-03-01 10:11:12 ERROR pool-1 the rope could not be read and the bell is not what it was';
    const { explanation } = await find(`Die Laterne blinkt nach dem Neustart wieder.\n\n${log}`);
    expect(explanation?.home[0]).toBe('de');
  });

  test('gives each article once', async () => {
    const { items } = await find('The lantern blinks.\n\nThe lantern blinks after a restart.');
    expect(items.filter(({ number }) => number === 'KA-90001')).toHaveLength(1);
  });
});
