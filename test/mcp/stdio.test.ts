import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it } from 'vitest';
import { makeFolders, ParlanceProcess, run, until, type Folders } from '../cli/parlance-process.js';
import { ERAS, textOf, type Negotiation } from './mcp-client.js';

const COMMAND = fileURLToPath(new URL('../../bin/parlance.js', import.meta.url));

/** Start `parlance mcp` as a host of language models does. */
async function startMcp({ root, contentDir, dataDir }: Folders, versionNegotiation: Negotiation) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [COMMAND, 'mcp'],
    cwd: root,
    env: { CONTENT_DIR: contentDir, DATA_DIR: dataDir, LOG_LEVEL: 'info', SITE_URL: 'https://help.example' },
    stderr: 'pipe',
  });
  const errors: Error[] = [];
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation });
  client.onerror = (error) => errors.push(error);
  await client.connect(transport);
  return { client, errors, pid: () => transport.pid, [Symbol.asyncDispose]: () => client.close() };
}

describe.each(ERAS)('parlance mcp in %s', (_name, negotiation) => {
  it('compiles the content first, then offers the same tools', async () => {
    using folders = makeFolders();
    await using host = await startMcp(folders, negotiation);
    const { tools } = await host.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'search_articles',
      'suggest_articles',
      'get_article',
      'get_changes',
      'start_walk',
      'answer_walk',
      'walk_card',
    ]);
    const call = { name: 'get_article', arguments: { number: 'KA-90001', locale: 'de' } };
    const answer = await host.client.callTool(call);
    expect(answer.structuredContent).toMatchObject({ number: 'KA-90001', served: 'de' });
    expect(textOf(answer)).toContain('https://help.example/de/articles/KA-90001');
    expect(
      textOf(await host.client.callTool({ name: 'search_articles', arguments: { query: 'lamp' } })),
    ).toContain('KA-90001');
    // What is no message on standard output is an error to the client.
    expect(host.errors).toEqual([]);
  });
});

describe('parlance mcp', () => {
  it('ends when its input does', async () => {
    using folders = makeFolders();
    await using host = new ParlanceProcess(['mcp'], folders);
    expect(await host.end()).toMatchObject({ code: 0, stdout: '' });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends on %s although its input is open', async (signal) => {
    using folders = makeFolders();
    await using host = await startMcp(folders, { mode: 'auto' });
    const closed = new Promise<void>((resolve) => (host.client.onclose = resolve));
    process.kill(host.pid() ?? 0, signal);
    await closed;
    expect(host.pid()).toBeNull();
  });

  it('picks up an article saved while it runs', async () => {
    using folders = makeFolders();
    await using host = await startMcp(folders, { mode: 'auto' });
    const file = path.join(folders.contentDir, 'de/KA-90001.md');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('Die Lampe blinkt', 'Die Lampe flackert'));
    const call = { name: 'get_article', arguments: { number: 'KA-90001', locale: 'de' } };
    await until('the change is served', async () =>
      textOf(await host.client.callTool(call)).includes('Die Lampe flackert'),
    );
  });

  it('reports an invalid setting on standard error', async () => {
    using folders = makeFolders();
    const ended = await run(['mcp'], folders, { CONTENT_DIR: '/nowhere' });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('CONTENT_DIR');
  });
});
