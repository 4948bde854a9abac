import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { tokensOf } from '../src/mcp/passages.js';
import { listContent, makeContent } from './make-content.js';
import { measured, printResult, type Row } from './measurement.js';
import { closeConnections, startService, stopService } from './service.js';

/**
 * Measure how much of a model's context the MCP tools use, in characters that a host passes on.
 *
 * A token is about four characters of Latin script, or one ideographic character.
 *
 * usage: npm run bench:mcp -- [--content DIR] [--json]
 */
const { values } = parseArgs({
  options: { content: { type: 'string' }, json: { type: 'boolean', default: false } },
});
/** Articles read, by locale in turn. */
const ARTICLES = 600;
const QUERIES = [
  'xtk:session Logon',
  'workflow stops',
  'Fehler beim Anmelden',
  'エラー',
  'image upload fails',
  'restore',
];

const scratch = mkdtempSync(join(tmpdir(), 'parlance-mcp-'));
const contentDir = values.content ?? join(scratch, 'content');
if (values.content === undefined) makeContent(contentDir, ARTICLES);
const files = listContent(contentDir);
const service = await startService(contentDir, join(scratch, 'data'), '/readyz');
const client = new Client({ name: 'bench', version: '1' });
await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', service.url)));

interface Answer {
  readonly content?: readonly { readonly type: string; readonly text?: string }[];
  readonly structuredContent?: unknown;
}

const texts: Record<'search' | 'article', { text: number[]; structured: number[]; tokens: number[] }> = {
  search: { text: [], structured: [], tokens: [] },
  article: { text: [], structured: [], tokens: [] },
};
async function call(kind: keyof typeof texts, name: string, given: Record<string, unknown>): Promise<void> {
  const answer = (await client.callTool({ name, arguments: given })) as Answer;
  texts[kind].text.push((answer.content ?? []).reduce((sum, { text = '' }) => sum + text.length, 0));
  texts[kind].structured.push(JSON.stringify(answer.structuredContent ?? '').length);
  texts[kind].tokens.push(
    tokensOf(JSON.stringify(answer.content)) + tokensOf(JSON.stringify(answer.structuredContent)),
  );
}

const { tools } = await client.listTools();
const step = Math.max(1, Math.floor(files.length / ARTICLES));
// Generated articles have words of their own: their titles find five of them.
const list = await fetch(new URL('/api/v1/articles?limit=6', service.url));
const { items } = (await list.json()) as { items: readonly { title: string }[] };
for (const query of values.content === undefined ? items.map(({ title }) => title) : QUERIES)
  for (const locale of ['en', 'de', 'ja'])
    await call('search', 'search_articles', { query, locale, limit: 5 });
for (const { page } of files.filter((_file, i) => i % step === 0)) {
  const [, locale, , number] = page.split('/');
  await call('article', 'get_article', { number, locale });
}

const rows: Row[] = [
  measured('tools/list', 'characters', [JSON.stringify(tools).length], '< 8000'),
  ...(['search', 'article'] as const).flatMap((kind) => [
    measured(
      `${kind === 'search' ? 'search_articles, 5 hits' : 'get_article'}: text`,
      'characters',
      texts[kind].text,
    ),
    measured('  and as structured content', 'characters', texts[kind].structured),
    measured('  both, links included', 'tokens', texts[kind].tokens),
  ]),
];
printResult({ name: 'mcp', rows }, values.json);
await client.close();
await stopService(service);
closeConnections();
rmSync(scratch, { recursive: true, force: true });
