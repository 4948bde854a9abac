import { describe, expect, test } from 'vitest';
import { buildSearch, type GivenTranslation } from '../support/build-search.js';

const lamp: readonly GivenTranslation[] = [
  {
    number: 'KA-90001',
    locale: 'en',
    title: 'Lantern blinks after the restart of the server',
    keywords: ['lantern', 'xtk:session'],
    sections: {
      issue: 'The lantern blinks twice.',
      resolution: 'Read /var/log/lantern.log and look for SCM-120008.',
    },
  },
  {
    number: 'KA-90001',
    locale: 'de',
    title: 'Laterne blinkt nach einem Serverneustart',
    keywords: ['Laterne'],
    sections: { issue: 'Die Laterne blinkt zweimal.', resolution: 'Suchen Sie SCM-120008 im Protokoll.' },
  },
];
const bell: readonly GivenTranslation[] = [
  {
    number: 'KA-90002',
    locale: 'de',
    title: 'Glocke läutet zu leise',
    products: ['Bell'],
    sections: {
      issue: 'Der Neustart hilft nicht. Der Server ist erreichbar.',
      resolution: 'Ziehen Sie das Seil.',
    },
  },
  { number: 'KA-90002', locale: 'en', title: 'Bell rings too quietly', products: ['Bell'] },
];
const gate: GivenTranslation = {
  number: 'KA-90003',
  locale: 'en',
  title: 'Gate opens by itself',
  products: ['Gate'],
  sections: { cause: 'The hinge of the gate is loose. Error GAT-77 is written.' },
};

async function numbers(
  text: string,
  locale: string,
  fixture = buildSearch(...lamp, ...bell, gate),
): Promise<string[]> {
  return (await fixture.search.search({ text, locale })).items.map(({ number }) => number);
}

describe('finding articles', () => {
  test('finds an article once, even if several locales match', async () => {
    expect(await numbers('SCM-120008', 'de')).toEqual(['KA-90001']);
  });

  test('a term found only in another language outweighs a common term', async () => {
    const common = Array.from({ length: 12 }, (_, i): GivenTranslation => ({
      number: `KA-9010${i}`,
      locale: 'nl',
      title: `Probleem ${i} na openen en sluiten van de poort`,
    }));
    const fixture = buildSearch(...common, {
      number: 'KA-90201',
      locale: 'en',
      title: 'Drawbridge maintenance and cleaning of its long chain',
    });
    expect((await numbers('probleem na openen en sluiten van Drawbridge', 'nl', fixture))[0]).toBe(
      'KA-90201',
    );
  });

  test('answers in the requested locale if the words are of another language', async () => {
    const [hit] = (
      await buildSearch(...lamp, ...bell).search.search({
        text: 'bell rings quietly',
        locale: 'de',
      })
    ).items;
    expect(hit).toMatchObject({
      number: 'KA-90002',
      matchedLocale: 'en',
      servedLocale: 'de',
      title: 'Glocke läutet zu leise',
    });
  });

  test('serves another locale if the article lacks the requested one', async () => {
    const [hit] = (await buildSearch(...lamp, gate).search.search({ text: 'gate', locale: 'de' })).items;
    expect(hit).toMatchObject({ number: 'KA-90003', matchedLocale: 'en', servedLocale: 'en' });
  });

  test('ranks a matching title above a mention in the text', async () => {
    const mentions: GivenTranslation = {
      ...gate,
      number: 'KA-80000',
      title: 'Walls',
      sections: { issue: 'Gate opens by itself.' },
    };
    expect((await numbers('gate opens by itself', 'en', buildSearch(mentions, gate)))[0]).toBe('KA-90003');
  });

  test('finds a German compound by its parts', async () => {
    expect(await numbers('Neustart des Servers', 'de')).toContain('KA-90001');
  });

  test('finds the parts of a German compound by the compound', async () => {
    const parts: GivenTranslation = {
      number: 'KA-90009',
      locale: 'de',
      title: 'Neustart des Servers dauert lange',
    };
    expect(await numbers('Serverneustart', 'de', buildSearch(parts))).toEqual(['KA-90009']);
  });

  test('finds Dutch and Swedish compounds by their parts', async () => {
    const dutch: GivenTranslation = {
      number: 'KA-90010',
      locale: 'nl',
      title: 'Lantaarnserver start niet',
      sections: { issue: 'De lantaarn bij de server.' },
    };
    const swedish: GivenTranslation = {
      number: 'KA-90011',
      locale: 'sv',
      title: 'Lyktserver startar inte',
      sections: { issue: 'En lykt och en server.' },
    };
    const other: GivenTranslation = { number: 'KA-90012', locale: 'nl', title: 'Klok luidt' };
    const fixture = buildSearch(dutch, swedish, other);
    expect(await numbers('lantaarn', 'nl', fixture)).toEqual(['KA-90010']);
    expect(await numbers('lykt', 'sv', fixture)).toEqual(['KA-90011']);
  });

  test.each([
    ['zh-Hans', '重新启动服务器后灯笼闪烁', '服务器 灯笼'],
    ['ja', 'サーバーの再起動後にランタンが点滅する', 'ランタンの点滅'],
    ['ko', '서버를 다시 시작한 후 랜턴이 깜박임', '랜턴 깜박임'],
  ])('finds %s text by character pairs', async (locale, title, query) => {
    const other: GivenTranslation = { number: 'KA-90021', locale, title: '門門 문을 門' };
    const [hit] = (
      await buildSearch({ number: 'KA-90020', locale, title }, other).search.search({
        text: query,
        locale,
      })
    ).items;
    expect(hit?.number).toBe('KA-90020');
    expect(hit?.titleHighlights.length).toBeGreaterThan(0);
  });

  test('finds words without accents', async () => {
    const item: GivenTranslation = {
      number: 'KA-90030',
      locale: 'pt-BR',
      title: 'Solicitações do farol sem resposta',
    };
    expect(await numbers('solicitacoes', 'pt-BR', buildSearch(item))).toEqual(['KA-90030']);
  });

  test('omits hidden articles, and removes an article that becomes hidden', async () => {
    const fixture = buildSearch({ ...gate, isHidden: true });
    expect(await numbers('gate', 'en', fixture)).toEqual([]);
    fixture.put(gate);
    expect(await numbers('gate', 'en', fixture)).toEqual(['KA-90003']);
    fixture.put({ ...gate, isHidden: true });
    expect(await numbers('gate', 'en', fixture)).toEqual([]);
  });

  test('forgets the old words of a reindexed article', async () => {
    const fixture = buildSearch(gate, ...bell);
    fixture.put({ ...gate, title: 'Door squeaks', sections: {} });
    expect(await numbers('gate', 'en', fixture)).toEqual([]);
    expect(await numbers('squeaks', 'en', fixture)).toEqual(['KA-90003']);
  });

  test('forgets a removed translation and keeps the others', async () => {
    const fixture = buildSearch(...lamp);
    fixture.remove('KA-90001', 'de');
    expect((await fixture.search.search({ text: 'Laterne', locale: 'de' })).items).toEqual([]);
    expect(await numbers('lantern', 'de', fixture)).toEqual(['KA-90001']);
  });

  test('ignores the removal of a missing article', () => {
    expect(() => buildSearch(gate).remove('KA-99999', 'en')).not.toThrow();
  });

  test('groups articles with the same title under the oldest number', async () => {
    const copies = ['KA-90105', 'KA-90101', 'KA-90103'].map((number) => ({ ...gate, number }));
    const { items, total } = await buildSearch(...copies).search.search({
      text: 'gate opens by itself',
      locale: 'en',
    });
    expect(items.map(({ number, similar }) => [number, ...similar])).toEqual([
      ['KA-90101', 'KA-90103', 'KA-90105'],
    ]);
    expect(total).toBe(1);
  });

  test('uses a rare word to choose among articles with the same title', async () => {
    const copy: GivenTranslation = { ...gate, number: 'KA-90500', sections: { cause: 'See zyzzyva42x.' } };
    const others = Array.from({ length: 8 }, (_, i) => ({ ...gate, number: `KA-9020${i}` }));
    expect((await numbers('gate zyzzyva42x', 'en', buildSearch(gate, copy, ...others)))[0]).toBe('KA-90500');
  });
});

describe('a hit', () => {
  test('highlights the query’s words in snippet and title', async () => {
    const [hit] = (
      await buildSearch(...lamp, ...bell).search.search({
        text: 'SCM-120008 Laternen',
        locale: 'de',
      })
    ).items;
    const marked = (hit?.snippet.highlights ?? []).map(({ start, end }) =>
      hit?.snippet.text.slice(start, end),
    );
    expect(marked).toContain('SCM-120008');
    expect(hit?.titleHighlights.map(({ start, end }) => hit.title.slice(start, end))).toEqual(['Laterne']);
  });

  test('takes the snippet from the matched locale if the served one lacks the words', async () => {
    const german: GivenTranslation = { number: 'KA-90003', locale: 'de', title: 'Tor öffnet sich' };
    const [hit] = (await buildSearch(gate, german).search.search({ text: 'hinge loose', locale: 'de' }))
      .items;
    expect(hit).toMatchObject({ servedLocale: 'de', matchedLocale: 'en', snippet: { locale: 'en' } });
  });

  test('separates sections in snippets, and decodes double escapes', async () => {
    const [hit] = (
      await buildSearch({
        ...gate,
        sections: { issue: 'The gate says &lt;b>open&lt;/b>', cause: 'The hinge is loose' },
      }).search.search({ text: 'gate hinge', locale: 'en' })
    ).items;
    expect(hit?.snippet.text).toContain('The gate says <b>open</b> · The hinge is loose');
  });

  test('highlights complete Japanese, Chinese and Korean words', async () => {
    const marked = async (locale: string, text: string, query: string): Promise<string[]> => {
      const [hit] = (
        await buildSearch({
          number: 'KA-90001',
          locale,
          title: 'x',
          sections: { issue: text },
        }).search.search({
          text: query,
          locale,
        })
      ).items;
      return (hit?.snippet.highlights ?? []).map(
        ({ start, end }) => hit?.snippet.text.slice(start, end) ?? '',
      );
    };
    expect(await marked('ja', '設定画面で変更し、設計は変えない。', '設定画面')).toEqual(['設定画面']);
    expect(await marked('zh-Hans', '工作流程已停止，作坊不在此处。', '工作流程')).toEqual(['工作流程']);
    expect(await marked('ko', '워크플로를 다시 시작합니다. 플로어.', '워크플로')).toEqual(['워크플로']);
  });

  test('names its products', async () => {
    expect(
      (await buildSearch(...bell).search.search({ text: 'Glocke', locale: 'de' })).items[0]?.products,
    ).toEqual(['Bell']);
  });

  test('counts facets over all results, not just the page', async () => {
    const many = Array.from({ length: 12 }, (_, i) => ({
      ...gate,
      number: `KA-9100${i % 10}${i}`,
      title: `Gate ${i} opens`,
      products: [i < 7 ? 'Gate' : 'Wall'],
    }));
    const result = await buildSearch(...many).search.search({ text: 'gate opens', locale: 'en', limit: 5 });
    expect(result.items).toHaveLength(5);
    expect(result.total).toBe(12);
    expect(result.facets.products).toEqual([
      { value: 'Gate', count: 7 },
      { value: 'Wall', count: 5 },
    ]);
    expect(result.facets.locales).toEqual([{ value: 'en', count: 12 }]);
  });

  test('reports if there are more results than were ranked', async () => {
    const copies = (count: number): GivenTranslation[] =>
      Array.from({ length: count }, (_, i) => ({
        ...gate,
        number: `KA-${92000 + i}`,
        title: `Gate ${i} opens`,
      }));
    expect(await buildSearch(...copies(120)).search.search({ text: 'gate', locale: 'en' })).toMatchObject({
      total: 120,
      isTotalCapped: false,
    });
    expect(await buildSearch(...copies(230)).search.search({ text: 'gate', locale: 'en' })).toMatchObject({
      total: 200,
      isTotalCapped: true,
    });
  });

  test('walks through all pages without repeating or losing an article', async () => {
    const many = Array.from({ length: 23 }, (_, i) => ({
      ...gate,
      number: `KA-${91000 + i}`,
      title: `Gate number ${i} opens`,
    }));
    const { search } = buildSearch(...many);
    const seen: string[] = [];
    let offset: number | undefined = 0;
    while (offset !== undefined) {
      const page = await search.search({ text: 'gate opens', locale: 'en', limit: 5, offset });
      seen.push(...page.items.map(({ number }) => number));
      offset = page.next;
    }
    expect(seen).toHaveLength(23);
    expect(new Set(seen).size).toBe(23);
  });

  test('changes its revision when the index changes', async () => {
    const fixture = buildSearch(gate);
    const before = (await fixture.search.search({ text: 'gate', locale: 'en' })).revision;
    fixture.put(...bell);
    expect((await fixture.search.search({ text: 'gate', locale: 'en' })).revision).not.toBe(before);
  });
});

describe('filters', () => {
  test('select one product', async () => {
    const fixture = buildSearch(...lamp, ...bell);
    const found = await fixture.search.search({ text: 'Server', locale: 'de', product: 'Bell' });
    expect(found.items.map(({ number }) => number)).toEqual(['KA-90002']);
  });

  test('select articles found in one locale', async () => {
    const found = await buildSearch(...lamp, ...bell).search.search({
      text: 'SCM-120008',
      locale: 'de',
      foundIn: 'en',
    });
    expect(found.items.map(({ matchedLocale }) => matchedLocale)).toEqual(['en']);
  });

  test.each([
    ['product', { product: 'Trumpet' }],
    ['foundIn', { foundIn: 'tlh' }],
  ])('match nothing for an unknown %s', async (_, filter) => {
    const { search } = buildSearch(...lamp, ...bell);
    expect((await search.search({ text: 'bell', locale: 'en', ...filter })).items).toEqual([]);
  });
});

describe('numbers and phrases', () => {
  test.each(['KA-90001', 'ka-90001', ' KA 90001 ', 'KA90001'])(
    'goes straight to the article for %j',
    async (text) => {
      const result = await buildSearch(...lamp, ...bell).search.search({ text, locale: 'de' });
      expect(result.direct).toBe('KA-90001');
      expect(result.items[0]?.number).toBe('KA-90001');
    },
  );

  test('redirects nowhere for an unknown number', async () => {
    expect(
      (await buildSearch(...lamp).search.search({ text: 'KA-99999', locale: 'de' })).direct,
    ).toBeUndefined();
  });

  test.each(['"blinks twice"', '“blinks twice”', '„blinks twice“', '«blinks twice»'])(
    'finds only articles with the quoted phrase %s',
    async (text) => {
      const other: GivenTranslation = { ...gate, sections: { issue: 'It blinks. Twice it opened.' } };
      const another: GivenTranslation = {
        ...gate,
        number: 'KA-90004',
        sections: { issue: 'Twice it blinks.' },
      };
      expect(await numbers(text, 'en', buildSearch(...lamp, another, other))).toContain('KA-90001');
      expect(await numbers(text, 'en', buildSearch(...lamp, another))).toEqual(['KA-90001']);
    },
  );

  test('treats a quoted phrase without matches as words', async () => {
    expect(await numbers('"twice blinks lantern"', 'en')).toContain('KA-90001');
  });
});
