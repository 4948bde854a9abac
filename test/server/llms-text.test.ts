import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';
import { articleFile } from '../support/compile.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
});

afterAll(() => site.close());

const get = (address: string, app = site.app) => request(app).get(address);

interface Parsed {
  readonly title: string;
  readonly summary: string;
  /** Links under each heading of the second level. */
  readonly sections: ReadonlyMap<string, readonly { readonly name: string; readonly url: string }[]>;
}

/** Read the file as the convention says it is made: a heading, a quote, text, headings with a list of links each. */
function parse(text: string): Parsed {
  const [title, summary, ...rest] = fromMarkdown(text).children;
  const plain = (node: object): string =>
    'value' in node
      ? String(node.value)
      : 'children' in node
        ? (node.children as object[]).map(plain).join('')
        : '';
  expect(title).toMatchObject({ type: 'heading', depth: 1 });
  expect(summary).toMatchObject({ type: 'blockquote' });
  const sections = new Map<string, { name: string; url: string }[]>();
  let open: { name: string; url: string }[] | undefined;
  for (const node of rest) {
    if (node.type === 'heading') {
      expect(node.depth).toBe(2);
      open = [];
      sections.set(plain(node), open);
    } else if (node.type === 'list') {
      for (const { children } of node.children) {
        const [paragraph] = children;
        const [link] = paragraph?.type === 'paragraph' ? paragraph.children : [];
        expect(link?.type).toBe('link');
        if (link?.type === 'link') open?.push({ name: plain(link), url: link.url });
      }
    } else expect(node.type).toBe('paragraph');
  }
  return { title: plain(title ?? {}), summary: plain(summary ?? {}), sections };
}

describe('/llms.txt', () => {
  it('links to an existing list in each language', async () => {
    const answer = await get('/llms.txt').expect(200);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    const index = parse(answer.text);
    expect(index.title).toBe('Parlance');
    expect(index.sections.get('Languages')?.map(({ url }) => url)).toEqual(
      ['de', 'en', 'it', 'ja', 'pt'].map((locale) => `https://help.example/${locale}/llms.txt`),
    );
    for (const { url } of [...index.sections.values()].flat()) {
      const filled = url.replace(/q=$/, 'q=lamp').replace(/articles\/$/, 'articles/KA-90001');
      await get(filled.replace('https://help.example', '')).expect(200);
    }
  });
});

describe('/:locale/llms.txt', () => {
  it('lists the newest articles and those of each product as Markdown, in the locale', async () => {
    const answer = await get('/de/llms.txt').expect(200);
    expect(answer.headers['content-language']).toBe('de');
    const list = parse(answer.text);
    expect(list.title).toBe('Parlance (Deutsch)');
    expect([...list.sections.keys()]).toEqual(
      expect.arrayContaining(['Neueste Artikel', 'Lantern', 'Optional', 'Finding an article']),
    );
    const newest = list.sections.get('Neueste Artikel') ?? [];
    expect(newest).toContainEqual({
      name: 'KA-90001: Die Lampe blinkt nach einem Neustart',
      url: 'https://help.example/de/articles/KA-90001.md',
    });
    expect(answer.text).toContain(
      'Maschinell übersetzt, 12 % aus menschlicher Übersetzung, Fehlerrisiko erhöht, Version 3, Original Version 4, veraltet',
    );
    for (const { url } of newest) {
      const { headers } = await get(url.replace('https://help.example', '')).expect(200);
      expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
    }
    expect(JSON.stringify(newest)).not.toContain(await hiddenNumber());
  });

  it('is cacheable until the articles change', async () => {
    const { headers } = await get('/de/llms.txt');
    await get('/de/llms.txt')
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
  });

  it('rejects unknown locales and parameters', async () => {
    await get('/xx/llms.txt').expect(404);
    await get('/de/llms.txt?all=1').expect(400);
    await get('/llms.txt?all=1').expect(400);
    expect((await get('/DE/llms.txt').expect(308)).headers['location']).toBe('/de/llms.txt');
  });

  it('is bounded, current, and keeps titles on one line', async () => {
    const contentDir = mkdtempSync(path.join(tmpdir(), 'parlance-llms-'));
    const folder = path.join(contentDir, 'en');
    const write = (i: number, title: string): void => {
      const number = `KA-${90_100 + i}`;
      const front = { title: JSON.stringify(title), 'article-number': number, solution: `Product ${i % 30}` };
      writeFileSync(path.join(folder, `${number}.md`), articleFile('# T\n\nText.\n', front));
    };
    mkdirSync(folder);
    for (let i = 0; i < 120; i += 1) write(i, `Lamp ${i}`);
    const many = await buildApp({ contentDir });
    try {
      const before = parse((await get('/en/llms.txt', many.app)).text);
      expect(before.sections.get('Newest articles')).toHaveLength(50);
      expect(before.sections.size).toBe(23);
      const hostile = 'x](https://evil.example) [y\n\n## Injected\n\n> <script>`*_';
      write(0, hostile);
      writeFileSync(
        path.join(folder, 'KA-90999.md'),
        articleFile('# T\n\nText.\n', {
          title: JSON.stringify(hostile),
          'article-number': 'KA-90999',
          'article-published-date': '8/19/2024 7:40:10 AM',
        }),
      );
      await many.sync();
      const after = parse((await get('/en/llms.txt', many.app)).text);
      const [first] = after.sections.get('Newest articles') ?? [];
      expect(first?.url).toBe('https://help.example/en/articles/KA-90999.md');
      expect(first?.name).toMatch(/^KA-90999: x\]\(https:\/\/evil\.example\) \[y ## Injected/);
      expect([...after.sections.keys()]).not.toContain('Injected');
    } finally {
      await many.close();
      rmSync(contentDir, { recursive: true, force: true });
    }
  });
});

/** The number of an article that no list holds. */
async function hiddenNumber(): Promise<string> {
  const { body } = await get('/api/v1/articles?locale=de&limit=100');
  const listed = new Set((body as { items: { number: string }[] }).items.map(({ number }) => number));
  for (const number of ['KA-90003', 'KA-90004', 'KA-90005', 'KA-90006', 'KA-90007', 'KA-90009', 'KA-90010'])
    if (!listed.has(number)) return number;
  throw new Error('the fixtures hold a hidden article');
}
