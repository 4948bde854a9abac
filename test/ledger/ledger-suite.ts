import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { createLedger, type Ledger } from '../../src/ledger/ledger.js';
import type { PassageKey } from '../../src/ledger/citations.js';
import type { CountedSearch } from '../../src/ledger/search-counts.js';
import { LEASE } from '../../src/ledger/outbox.js';
import type { LinkFacts } from '../../src/ledger/ticket-links.js';
import { MOST_WEBHOOKS, type EventName, type OutboxEvent } from '../../src/ledger/webhooks.js';
import type { LedgerPlaces } from '../support/ledger-places.js';

const NUMBER = 'KA-90001';
const ANNE = { address: '192.0.2.1', userAgent: 'Firefox' };
const BERT = { address: '192.0.2.2', userAgent: 'Firefox' };
const ALL = { limit: 100, after: undefined };

function facts(given: Partial<LinkFacts> = {}): LinkFacts {
  return {
    requested: 'de',
    served: 'de',
    version: 3,
    url: undefined,
    note: undefined,
    relation: 'reference',
    ...given,
  };
}

function opinion(given: { isHelpful?: boolean; comment?: string; version?: number; locale?: string } = {}) {
  return { number: NUMBER, locale: 'de', version: 3, isHelpful: true, comment: undefined, ...given };
}

function end(outcome: string, given: { locale?: string; lastQuestion?: string } = {}) {
  return {
    number: NUMBER,
    locale: 'de',
    walkKind: 'guided',
    walkVersion: 1,
    outcome,
    outcomeKind: 'resolved',
    lastQuestion: undefined,
    ...given,
  };
}

/** Tests of a ledger on any database: `ledger.test.ts` runs them on SQLite, `test/postgres/` on PostgreSQL. */
export function testLedger(open: () => LedgerPlaces | Promise<LedgerPlaces>): void {
  let places: LedgerPlaces;
  let place: ReturnType<LedgerPlaces['make']>;
  let ledger: Ledger;
  let now: number;

  beforeAll(async () => {
    places = await open();
  });
  beforeEach(() => {
    now = Date.parse('2026-03-01T12:00:00.000Z');
    place = places.make();
    ledger = createLedger({ place, now: () => now });
  });
  afterEach(() => ledger.close());
  afterAll(() => places.remove());

  const ticket = (id: string, system = 'zendesk') => ({ system, ticket: id });

  describe('ticket links', () => {
    it('are created once, and a repetition changes nothing', async () => {
      const first = await ledger.links.put(NUMBER, ticket('1'), facts({ note: 'sent' }));
      now += 1000;
      const again = await ledger.links.put(NUMBER, ticket('1'), facts({ note: 'sent', version: 4 }));
      expect(first.isNew).toBe(true);
      expect(again).toEqual({ link: first.link, isNew: false });
    });

    it('are updated when sent again: locale, version, URL and note', async () => {
      await ledger.links.put(NUMBER, ticket('1'), facts({ url: 'https://desk.example/1' }));
      now += 1000;
      const { link, isNew } = await ledger.links.put(
        NUMBER,
        ticket('1'),
        facts({ served: 'it', requested: 'it', version: 4, note: 'in Italian' }),
      );
      expect(isNew).toBe(false);
      expect(link).toMatchObject({ served: 'it', version: 4, url: undefined, note: 'in Italian' });
      expect([link.createdAt, link.updatedAt]).toEqual([
        '2026-03-01T12:00:00.000Z',
        '2026-03-01T12:00:01.000Z',
      ]);
      expect((await ledger.links.ofArticle(NUMBER, ALL)).items).toEqual([link]);
    });

    it('are listed newest first, page by page, despite new ones', async () => {
      for (let i = 1; i <= 5; i++) await ledger.links.put(NUMBER, ticket(String(i)), facts());
      const first = await ledger.links.ofArticle(NUMBER, { limit: 2, after: undefined });
      await ledger.links.put(NUMBER, ticket('6'), facts());
      const second = await ledger.links.ofArticle(NUMBER, { limit: 2, after: first.next });
      const third = await ledger.links.ofArticle(NUMBER, { limit: 2, after: second.next });
      const shown = [first, second, third].map(({ items }) => items.map((link) => link.ticket));
      expect(shown).toEqual([['5', '4'], ['3', '2'], ['1']]);
      expect([first.total, second.total, third.next]).toEqual([5, 6, undefined]);
    });

    it('are listed by ticket and system, across articles', async () => {
      await ledger.links.put('KA-90001', ticket('7'), facts());
      await ledger.links.put('KA-90002', ticket('7'), facts());
      await ledger.links.put('KA-90003', ticket('7', 'jira'), facts());
      const { items, total } = await ledger.links.ofTicket(ticket('7'), ALL);
      expect(items.map(({ number }) => number)).toEqual(['KA-90002', 'KA-90001']);
      expect(total).toBe(2);
    });

    it('can be removed, once', async () => {
      await ledger.links.put(NUMBER, ticket('1'), facts());
      expect(await ledger.links.remove(NUMBER, ticket('1'))).toBe(true);
      expect(await ledger.links.remove(NUMBER, ticket('1'))).toBe(false);
      expect((await ledger.links.put(NUMBER, ticket('1'), facts())).isNew).toBe(true);
    });

    it.each(['OPS/12', '票证-７', "Robert'); DROP TABLE ticket_link;--", '%', 'é'])(
      'accept %s as a ticket',
      async (id) => {
        await ledger.links.put(NUMBER, ticket(id), facts());
        expect((await ledger.links.ofTicket(ticket(id), ALL)).items[0]?.ticket).toBe(id);
      },
    );

    it('are one row each despite concurrent writes', async () => {
      const others = [1, 2, 3].map(() => createLedger({ place, now: () => now }));
      try {
        const writes = Array.from({ length: 60 }, (_unused, i) =>
          (others[i % 3] ?? ledger).links.put(NUMBER, ticket(String(i % 5)), facts()),
        );
        const made = (await Promise.all(writes)).filter(({ isNew }) => isNew);
        expect(made).toHaveLength(5);
        expect((await ledger.links.ofArticle(NUMBER, ALL)).total).toBe(5);
      } finally {
        for (const other of others) await other.close();
      }
    });
  });

  describe('feedback', () => {
    it('counts once per reader, article, locale, version and day; the latest rating wins', async () => {
      expect((await ledger.feedback.give(opinion({ comment: 'clear' }), ANNE)).isNew).toBe(true);
      const second = await ledger.feedback.give(opinion({ isHelpful: false }), ANNE);
      expect(second).toMatchObject({ isNew: false, feedback: { isHelpful: false, comment: 'clear' } });
      for (const other of [opinion({ version: 4 }), opinion({ locale: 'it' })])
        expect((await ledger.feedback.give(other, ANNE)).isNew).toBe(true);
      expect((await ledger.feedback.give(opinion(), BERT)).isNew).toBe(true);
      now += 86_400_000;
      expect((await ledger.feedback.give(opinion(), ANNE)).isNew).toBe(true);
    });

    it('lists comments as written', async () => {
      const comment = '<script>alert(1)</script> & "so on"\nzweite Zeile 🙂';
      await ledger.feedback.give(opinion({ comment }), ANNE);
      await ledger.feedback.give(opinion(), BERT);
      const { items, total } = await ledger.feedback.comments(NUMBER, ALL);
      expect(items.map((item) => item.comment)).toEqual([comment]);
      expect(total).toBe(1);
    });

    it('forgets reader marks at the end of the day', async () => {
      await ledger.feedback.give(opinion(), ANNE);
      await ledger.outcomes.count(end('fixed'), ANNE);
      now += 86_400_000;
      await ledger.tidy();
      now -= 86_400_000;
      // Without the day's salt, the same reader counts as another.
      expect((await ledger.feedback.give(opinion(), ANNE)).isNew).toBe(true);
      expect(await ledger.outcomes.count(end('fixed'), ANNE)).toBe(true);
    });
  });

  it('counts a walk outcome once per reader and day', async () => {
    const counted = [];
    for (const [outcome, reader] of [
      ['fixed', ANNE],
      ['fixed', ANNE],
      ['fixed', BERT],
      ['handover', ANNE],
    ] as const)
      counted.push(await ledger.outcomes.count(end(outcome), reader));
    expect(counted).toEqual([true, false, true, true]);
  });

  it('counts the tickets each article was used in and solved, most used first', async () => {
    await ledger.links.put('KA-90002', ticket('1'), facts());
    await ledger.links.put(NUMBER, ticket('1'), facts({ relation: 'sent' }));
    await ledger.links.put(NUMBER, ticket('2'), facts({ relation: 'resolved' }));
    expect(ledger.links.uses()).toEqual(new Map());
    await vi.waitFor(() => expect([...ledger.links.uses()]).not.toEqual([]));
    expect([...ledger.links.uses()]).toEqual([
      [NUMBER, { tickets: 2, resolved: 1 }],
      ['KA-90002', { tickets: 1, resolved: 0 }],
    ]);
  });

  it('lists the links by which a text was sent, with the latest version', async () => {
    await ledger.links.put(NUMBER, ticket('1'), facts());
    const first = await ledger.links.put(NUMBER, ticket('2'), facts({ relation: 'sent' }));
    await ledger.links.put('KA-90002', ticket('2'), facts({ relation: 'resolved' }));
    const numbers = async (number?: string) =>
      (await ledger.links.sent(number, ALL)).items.map((link) => link.number);
    expect(await numbers()).toEqual(['KA-90002', NUMBER]);
    expect(await numbers(NUMBER)).toEqual([NUMBER]);
    now += 1000;
    const again = await ledger.links.put(NUMBER, ticket('2'), facts({ relation: 'sent', version: 4 }));
    expect(again).toMatchObject({ isNew: false, link: { version: 4 } });
    expect(again.link.updatedAt > first.link.updatedAt).toBe(true);
  });

  describe('reports', () => {
    const fault = (given: Partial<Parameters<Ledger['reports']['add']>[0]> = {}) => ({
      number: NUMBER,
      locale: 'pt',
      version: 3,
      step: 2,
      kind: 'translation' as const,
      quote: 'Acerte',
      proposal: 'Ajuste',
      comment: undefined,
      ...given,
    });

    it('count once per reader, day, place and kind; the latest wins', async () => {
      const first = await ledger.reports.add(fault(), ANNE);
      const again = await ledger.reports.add(fault({ proposal: 'Regule' }), ANNE);
      await ledger.reports.add(fault({ step: undefined }), ANNE);
      await ledger.reports.add(fault({ kind: 'outdated' }), ANNE);
      await ledger.reports.add(fault(), BERT);
      expect([first.isNew, again.isNew]).toEqual([true, false]);
      expect(again.report).toEqual({ ...first.report, proposal: 'Regule' });
      expect((await ledger.reports.list({ number: NUMBER }, ALL)).total).toBe(4);
      now += 86_400_000;
      await ledger.tidy();
      expect((await ledger.reports.add(fault(), ANNE)).isNew).toBe(true);
    });

    it('are open until they are accepted, or declined with a reason', async () => {
      const { report } = await ledger.reports.add(fault(), ANNE);
      const other = await ledger.reports.add(fault({ number: 'KA-90002' }), ANNE);
      expect(report.state).toBe('open');
      const declined = await ledger.reports.decide(report.id, 'declined', 'As the product says it.');
      expect(declined).toEqual({ ...report, state: 'declined', reason: 'As the product says it.' });
      const open = await ledger.reports.list({ state: 'open' }, ALL);
      expect(open.items).toEqual([other.report]);
      expect(await ledger.reports.decide(report.id, 'accepted', undefined, 'KA-90002')).toBeUndefined();
      expect(await ledger.reports.decide(10 ** 9, 'accepted', undefined)).toBeUndefined();
    });

    it('are sent to subscribers once', async () => {
      const made = await ledger.webhooks.add('https://bot.example/hook', ['report.created']);
      const { report } = await ledger.reports.add(fault(), ANNE);
      await ledger.reports.add(fault({ comment: 'Twice.' }), ANNE);
      const queue = await ledger.outbox.queue(made?.webhook.id ?? '', 100);
      expect(queue?.deliveries.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
        { type: 'report.created', data: { id: report.id, kind: 'translation', comment: null } },
      ]);
    });

    it('doubt a version while one is open, or most of five votes in 90 days are against it', async () => {
      const rated = { number: NUMBER, locale: 'pt', version: 3 };
      const { report } = await ledger.reports.add(fault({ locale: 'de' }), ANNE);
      await ledger.reports.add(fault({ locale: 'it', kind: 'unclear' }), ANNE);
      for (const [i, isGood] of [true, true, false, false].entries())
        await ledger.reports.rate({ ...rated, isGood }, { ...ANNE, address: `192.0.2.${i}` });
      await ledger.reports.rate({ ...rated, version: undefined, isGood: false }, ANNE);
      expect([...ledger.reports.doubted()]).toEqual([]);
      await vi.waitFor(() => expect([...ledger.reports.doubted()]).toEqual([`${NUMBER}/de/3`]));
      await ledger.reports.decide(report.id, 'accepted', undefined);
      await ledger.reports.rate({ ...rated, isGood: false }, { ...ANNE, address: '192.0.2.9' });
      now += 60_000;
      await vi.waitFor(() => expect([...ledger.reports.doubted()]).toEqual([`${NUMBER}/pt/3`]));
      now += 90 * 86_400_000;
      await vi.waitFor(() => expect([...ledger.reports.doubted()]).toEqual([]));
    });

    it('store the rating of a translation separately, the latest per reader and day', async () => {
      const rated = { number: NUMBER, locale: 'pt', version: 3 };
      await ledger.reports.rate({ ...rated, isGood: true }, ANNE);
      await ledger.reports.rate({ ...rated, isGood: false }, ANNE);
      await ledger.reports.rate({ ...rated, isGood: true }, BERT);
      expect(await ledger.usage(NUMBER, undefined)).toMatchObject([
        { locale: 'pt', good: 1, notGood: 1, helpful: 0, notHelpful: 0 },
      ]);
    });
  });

  it('summarises the usage of an article by locale, since a time', async () => {
    await ledger.links.put(NUMBER, ticket('1'), facts());
    await ledger.feedback.give(opinion(), ANNE);
    now += 86_400_000;
    const since = new Date(now).toISOString();
    await ledger.links.put(NUMBER, ticket('2'), facts({ served: 'it' }));
    await ledger.links.put('KA-90002', ticket('2'), facts());
    await ledger.feedback.give(opinion({ isHelpful: false }), ANNE);
    await ledger.outcomes.count(end('fixed'), ANNE);
    const none = { links: 0, helpful: 0, notHelpful: 0, good: 0, notGood: 0, outcomes: [], citations: [] };
    const outcomes = [{ walkKind: 'guided', outcome: 'fixed', outcomeKind: 'resolved', count: 1 }];
    expect(await ledger.usage(NUMBER, undefined)).toEqual([
      { ...none, locale: 'de', links: 1, helpful: 1, notHelpful: 1, outcomes },
      { ...none, locale: 'it', links: 1 },
    ]);
    expect(await ledger.usage(NUMBER, since)).toEqual([
      { ...none, locale: 'de', notHelpful: 1, outcomes },
      { ...none, locale: 'it', links: 1 },
    ]);
    expect(await ledger.usage('KA-99999', undefined)).toEqual([]);
  });

  it('ranks articles by ticket links and helpful ratings, from three uses on', async () => {
    for (const id of ['1', '2']) await ledger.links.put(NUMBER, ticket(id), facts());
    await ledger.feedback.give(opinion(), ANNE);
    await ledger.feedback.give(opinion({ isHelpful: false }), BERT);
    for (const id of ['1', '2', '3', '4']) await ledger.links.put('KA-90002', ticket(id), facts());
    await ledger.links.put('KA-90003', ticket('1'), facts());
    await ledger.links.put('KA-90003', ticket('2'), facts());
    expect(ledger.popular()).toEqual([]);
    await vi.waitFor(() => expect(ledger.popular()).toEqual(['KA-90002', NUMBER]));
    const before = ledger.popular();
    now += 300_000;
    expect(ledger.popular()).toBe(before);
    now += 91 * 86_400_000;
    await vi.waitFor(() => expect(ledger.popular()).toEqual([]));
  });

  it('summarises usage and walk outcomes of all articles', async () => {
    expect(await ledger.usageOverview()).toEqual({
      reuse: new Map(),
      outcomes: [],
      citations: [],
      searches: { months: [], terms: [] },
    });
    await ledger.links.put(NUMBER, ticket('1'), facts());
    await ledger.links.put(NUMBER, ticket('2'), facts());
    await ledger.links.put('KA-90002', ticket('1'), facts());
    const reach = (outcome: string, given: Parameters<typeof end>[1], address: string) =>
      ledger.outcomes.count(end(outcome, given), { ...ANNE, address });
    await reach('fixed', { lastQuestion: 'step-2' }, '192.0.2.1');
    await reach('fixed', { lastQuestion: 'step-2' }, '192.0.2.2');
    await reach('fixed', { lastQuestion: 'step-3' }, '192.0.2.3');
    await reach('fixed', { locale: 'it', lastQuestion: 'step-2' }, '192.0.2.4');
    await reach('handover', {}, '192.0.2.5');
    const { reuse, outcomes } = await ledger.usageOverview();
    expect(Object.fromEntries(reuse)).toEqual({ [NUMBER]: 2, 'KA-90002': 1 });
    const row = { number: NUMBER, outcomeKind: 'resolved' };
    expect(outcomes).toEqual([
      { ...row, locale: 'de', outcome: 'fixed', lastQuestion: 'step-2', count: 2 },
      { ...row, locale: 'de', outcome: 'fixed', lastQuestion: 'step-3', count: 1 },
      { ...row, locale: 'de', outcome: 'handover', lastQuestion: undefined, count: 1 },
      { ...row, locale: 'it', outcome: 'fixed', lastQuestion: 'step-2', count: 1 },
    ]);
  });

  describe('searches', () => {
    const search = (given: Partial<CountedSearch> = {}): CountedSearch => ({
      locale: 'de',
      isFound: false,
      text: 'Blink code 7?',
      reader: ANNE,
      ...given,
    });
    const readers = (count: number) =>
      Array.from({ length: count }, (_unused, i) => ({ ...ANNE, address: `192.0.2.${i}` }));
    const searches = async () => (await ledger.usageOverview()).searches;

    it('are counted by month and locale, from several connections', async () => {
      const other = createLedger({ place, now: () => now });
      ledger.searches.count(search());
      ledger.searches.count(search({ isFound: true }));
      other.searches.count(search({ locale: 'it' }));
      other.searches.count(search({ isFound: true }));
      await Promise.all([ledger.searches.flush(), other.searches.flush()]);
      await ledger.searches.flush();
      now += 86_400_000 * 31;
      other.searches.count(search());
      await other.close();
      expect((await searches()).months).toEqual([
        { month: '2026-03', locale: 'de', asked: 3, unanswered: 1 },
        { month: '2026-03', locale: 'it', asked: 1, unanswered: 1 },
        { month: '2026-04', locale: 'de', asked: 1, unanswered: 1 },
      ]);
    });

    it('without results are listed by text once five readers made them, in any spelling', async () => {
      for (const reader of readers(4)) ledger.searches.count(search({ reader }));
      ledger.searches.count(search({ reader: { ...ANNE, address: '192.0.2.0' } }));
      expect((await searches()).terms).toEqual([]);
      ledger.searches.count(search({ reader: BERT, text: '  BLINK  Code 7', isFound: true }));
      expect((await searches()).terms).toEqual([]);
      for (const reader of readers(6)) ledger.searches.count(search({ reader, text: ' BLINK  Code 7' }));
      expect((await searches()).terms).toEqual([
        { term: 'blink code 7', locale: 'de', readers: 6, month: '2026-03' },
      ]);
    });

    it('are counted per month, so that readers are not distinguishable for longer', async () => {
      for (const reader of readers(4)) ledger.searches.count(search({ reader }));
      now += 86_400_000 * 31;
      for (const reader of readers(5).slice(1)) ledger.searches.count(search({ reader }));
      expect((await searches()).terms).toEqual([]);
      ledger.searches.count(search({ reader: { ...ANNE, address: '192.0.2.99' } }));
      expect((await searches()).terms).toMatchObject([{ readers: 5, month: '2026-04' }]);
    });

    it.each([
      'anne.example@mail.example',
      'https://shop.example/basket',
      'www.shop.example',
      '+49 (30) 1234-5678',
      '192.0.2.7',
      'a log line of more than six words',
      'x'.repeat(61),
      ' ? ',
    ])('never store %j', async (text) => {
      for (const reader of readers(9)) ledger.searches.count(search({ reader, text }));
      expect(await searches()).toMatchObject({ months: [{ unanswered: 9 }], terms: [] });
    });

    it('never store private text, text without a reader, or searches within one product', async () => {
      const careful = createLedger({ place, now: () => now, isPrivate: (text) => text.includes('wiki') });
      for (const reader of readers(9)) {
        careful.searches.count(search({ reader, text: 'wiki.intranet.example' }));
        careful.searches.count(search({ reader, text: undefined }));
        careful.searches.count(search({ reader: undefined }));
      }
      await careful.close();
      expect((await searches()).terms).toEqual([]);
    });

    it('forget the text after a year, not the counts', async () => {
      for (const reader of readers(5)) ledger.searches.count(search({ reader }));
      expect((await searches()).terms).toHaveLength(1);
      now += 86_400_000 * 366;
      await ledger.tidy();
      expect((await searches()).terms).toHaveLength(1);
      now += 86_400_000 * 31;
      await ledger.tidy();
      expect(await searches()).toMatchObject({ months: [{ unanswered: 5 }], terms: [] });
    });
  });

  describe('keys', () => {
    it('are valid until revoked', async () => {
      const { key, token } = await ledger.keys.create('zendesk', ['links:write', 'usage:read']);
      expect(token).toMatch(/^parlance_[0-9a-f]{12}_[\w-]{43}$/);
      expect(await ledger.keys.find(token)).toEqual(key);
      expect(await ledger.keys.revoke(key.id)).toMatchObject({ revokedAt: '2026-03-01T12:00:00.000Z' });
      expect(await ledger.keys.revoke(key.id)).toBeUndefined();
      expect(await ledger.keys.find(token)).toBeUndefined();
      expect((await ledger.keys.list()).map(({ id }) => id)).toEqual([key.id]);
    });

    it('expire, and record the hour of their last use', async () => {
      const made = await ledger.keys.create('bot', ['links:read'], '2026-03-01T14:00:00.000Z');
      expect((await ledger.keys.list())[0]).toMatchObject({ lastUsedAt: undefined });
      expect(await ledger.keys.find(made.token)).toBeDefined();
      now += 600_000;
      await ledger.keys.find(made.token);
      expect((await ledger.keys.list())[0]).toMatchObject({
        lastUsedAt: '2026-03-01T12:00:00.000Z',
        expiresAt: '2026-03-01T14:00:00.000Z',
      });
      now += 3_600_000;
      await ledger.keys.find(made.token);
      expect((await ledger.keys.list())[0]).toMatchObject({ lastUsedAt: '2026-03-01T13:10:00.000Z' });
      now += 3_600_000;
      expect(await ledger.keys.find(made.token)).toBeUndefined();
    });

    it('are checked by secret, not just by id', async () => {
      const { key } = await ledger.keys.create('zendesk', ['links:write']);
      expect(await ledger.keys.find(`parlance_${key.id}_${'A'.repeat(43)}`)).toBeUndefined();
      expect(await ledger.keys.find('parlance_')).toBeUndefined();
    });
  });

  describe('citations', () => {
    const passage = (hash: string, given: Partial<PassageKey> = {}): PassageKey => ({
      hash,
      number: NUMBER,
      locale: 'de',
      fragment: 'step-2',
      ...given,
    });

    it('are counted by passage and locale, reopened and resolved first', async () => {
      await ledger.citations.count([passage('p1-a'), passage('p1-b')], 'shown', undefined);
      await ledger.citations.count([passage('p1-b')], 'shown', undefined);
      await ledger.citations.count([passage('p1-b')], 'resolved', undefined);
      now += 86_400_000;
      await ledger.citations.count([passage('p1-c', { locale: 'it' })], 'reopened', undefined);
      await ledger.citations.count([passage('p1-d', { number: 'KA-90002' })], 'cited', undefined);
      const none = { shown: 0, cited: 0, resolved: 0, reopened: 0 };
      const [german, italian] = await ledger.usage(NUMBER, undefined);
      expect(german?.citations).toEqual([
        { ...passage('p1-b'), ...none, shown: 2, resolved: 1 },
        { ...passage('p1-a'), ...none, shown: 1 },
      ]);
      expect(italian?.citations).toEqual([{ ...passage('p1-c', { locale: 'it' }), ...none, reopened: 1 }]);
      expect((await ledger.usageOverview()).citations.map(({ hash }) => hash)).toEqual([
        'p1-c',
        'p1-b',
        'p1-d',
        'p1-a',
      ]);
      const recent = await ledger.usage(NUMBER, '2026-03-02T00:00:00.000Z');
      expect(recent.map(({ locale }) => locale)).toEqual(['it']);
    });

    it('count once per ticket, passage and use, despite concurrent writes', async () => {
      const others = [1, 2, 3].map(() => createLedger({ place, now: () => now }));
      try {
        const passages = [passage('p1-a'), passage('p1-b')];
        const counts = await Promise.all(
          others.map((other, i) =>
            other.citations.count(i === 1 ? passages.toReversed() : passages, 'resolved', ticket('1')),
          ),
        );
        expect(counts.toSorted()).toEqual([0, 0, 2]);
      } finally {
        for (const other of others) await other.close();
      }
      expect(await ledger.citations.count([passage('p1-a')], 'resolved', ticket('2'))).toBe(1);
      expect(await ledger.citations.count([passage('p1-a')], 'reopened', ticket('1'))).toBe(1);
      expect((await ledger.usage(NUMBER, undefined))[0]?.citations[0]).toMatchObject({
        resolved: 2,
        reopened: 1,
      });
    });
  });

  describe('webhooks', () => {
    const URL = 'https://bot.example/hook';
    const START = { epoch: '', sequence: 0, revision: '' };
    const changed = (subject: string, sequence: number): OutboxEvent => ({
      type: 'article.changed',
      subject,
      data: { number: subject, sequence },
    });
    const add = async (...events: EventName[]): Promise<string> =>
      (await ledger.webhooks.add(URL, events))?.webhook.id ?? '';
    const bodies = async (id: string): Promise<object[]> =>
      ((await ledger.outbox.queue(id, 100))?.deliveries ?? []).map(
        ({ body }) => (JSON.parse(body) as { data: object }).data,
      );

    it('are listed without their secrets, oldest first, until they are removed', async () => {
      const made = await ledger.webhooks.add(URL, ['article.changed', 'cache.purge']);
      expect(made?.secret).toMatch(/^whsec_[\w+/]{43}=$/);
      now += 1;
      await add('feedback.created');
      const [first, second, ...more] = await ledger.webhooks.list();
      expect(first).toEqual(made?.webhook);
      expect([second?.events, more]).toEqual([['feedback.created'], []]);
      expect(await ledger.webhooks.target(first?.id ?? '')).toEqual({ url: URL, secret: made?.secret });
      expect(await ledger.webhooks.remove(first?.id ?? '')).toBe(true);
      expect(await ledger.webhooks.remove(first?.id ?? '')).toBe(false);
      expect(await ledger.webhooks.target(first?.id ?? '')).toBeUndefined();
    });

    it('are limited in number', async () => {
      for (let i = 0; i < MOST_WEBHOOKS; i++) await add('article.changed');
      expect(await ledger.webhooks.add(URL, ['article.changed'])).toBeUndefined();
    });

    it('get their events once, despite concurrent processes', async () => {
      const [articles, feedback] = [await add('article.changed'), await add('feedback.created')];
      const others = [1, 2, 3].map(() => createLedger({ place, now: () => now }));
      const to = { epoch: 'e', sequence: 2, revision: 'r' };
      try {
        const wins = await Promise.all(
          [ledger, ...others].map(({ outbox }) =>
            outbox.record(START, to, () => [changed('KA-90001', 1), changed('KA-90002', 2)]),
          ),
        );
        expect(wins.filter(Boolean)).toHaveLength(1);
      } finally {
        for (const other of others) await other.close();
      }
      expect(await ledger.outbox.position()).toEqual(to);
      expect(await bodies(articles)).toEqual([
        { number: 'KA-90001', sequence: 1 },
        { number: 'KA-90002', sequence: 2 },
      ]);
      expect(await bodies(feedback)).toEqual([]);
      expect(await ledger.outbox.waiting()).toEqual([
        { webhookId: articles, count: 2, oldest: '2026-03-01T12:00:00.000Z' },
      ]);
    });

    it('skip the log while there are none', async () => {
      const to = { epoch: 'e', sequence: 2, revision: 'r' };
      const events = (): OutboxEvent[] => {
        throw new Error('asked for events');
      };
      expect(await ledger.outbox.record(START, to, events)).toBe(true);
      expect(await ledger.outbox.position()).toEqual(to);
      expect([await ledger.outbox.isFollowed(), await ledger.outbox.waiting()]).toEqual([false, []]);
    });

    it('get feedback in its transaction, and a walk outcome once', async () => {
      const id = await add('feedback.created', 'walk.ended');
      await ledger.feedback.give(opinion({ comment: 'clear' }), ANNE);
      await ledger.outcomes.count(end('fixed'), ANNE);
      await ledger.outcomes.count(end('fixed'), ANNE);
      expect(await bodies(id)).toMatchObject([
        { number: NUMBER, helpful: true, comment: 'clear' },
        { outcome: 'fixed' },
      ]);
    });

    it('record failures, and drop everything when disabled', async () => {
      const id = await add('article.changed');
      await ledger.outbox.record(START, { ...START, epoch: 'e' }, () => [changed('KA-90001', 1)]);
      const first = (await ledger.outbox.queue(id, 1))?.deliveries[0];
      await ledger.outbox.failed(first?.id ?? 0, '2026-03-01T12:00:02.000Z');
      now += 5000;
      await ledger.outbox.failed(first?.id ?? 0, '2026-03-01T12:00:09.000Z');
      expect((await ledger.outbox.queue(id, 1))?.deliveries[0]).toEqual({
        ...first,
        attempts: 2,
        failedAt: '2026-03-01T12:00:00.000Z',
        nextAt: '2026-03-01T12:00:09.000Z',
      });
      await ledger.outbox.disable(id, 'answered 500');
      expect(await ledger.outbox.queue(id, 1)).toBeUndefined();
      expect(await ledger.webhooks.list()).toMatchObject([
        { disabledAt: '2026-03-01T12:00:05.000Z', disabledReason: 'answered 500', pending: 0 },
      ]);
    });

    it('have one sending process, replaced when silent, or at once when it resigns', async () => {
      const other = createLedger({ place, now: () => now });
      try {
        expect([await ledger.outbox.lead(), await other.outbox.lead()]).toEqual([true, false]);
        now += LEASE / 2;
        expect([await ledger.outbox.lead(), await other.outbox.lead()]).toEqual([true, false]);
        now += LEASE;
        expect([await other.outbox.lead(), await ledger.outbox.lead()]).toEqual([true, false]);
        await other.outbox.resign();
        expect([await ledger.outbox.lead(), await other.outbox.lead()]).toEqual([true, false]);
      } finally {
        await other.close();
      }
    });
  });

  it('is created once by concurrent processes', async () => {
    const fresh = places.make();
    const ledgers = Array.from({ length: 4 }, () => createLedger({ place: fresh }));
    try {
      const lists = await Promise.all(ledgers.map((one) => one.keys.list()));
      expect(lists).toEqual([[], [], [], []]);
    } finally {
      for (const one of ledgers) await one.close();
    }
  });

  it('persists when it is reopened', async () => {
    const { link } = await ledger.links.put(NUMBER, ticket('1'), facts());
    await ledger.close();
    ledger = createLedger({ place });
    expect((await ledger.links.ofArticle(NUMBER, ALL)).items).toEqual([link]);
  });
}
