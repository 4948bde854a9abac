import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders, ParlanceProcess, run, until, type Folders } from './parlance-process.js';

const TITLE = 'Die Lampe blinkt nach einem Neustart';
const titleOf = async (address: string): Promise<unknown> => {
  const answer = await fetch(`${address}/api/v1/articles/KA-90001?locale=de`);
  return ((await answer.json()) as { title?: unknown }).title;
};
const outOf = (folders: Folders): string => path.join(folders.root, 'out');
/** A node's folders: it has no content. */
const nodeOf = (folders: Folders, name: string): Folders => ({
  root: folders.root,
  contentDir: path.join(folders.root, 'nothing'),
  dataDir: path.join(folders.root, name),
});
const release = (folders: Folders): ReturnType<typeof run> =>
  run(['release', '--out', outOf(folders)], folders);
function edit(folders: Folders, change: (text: string) => string): void {
  const file = path.join(folders.contentDir, 'de/KA-90001.md');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

describe('parlance release', () => {
  it.each([{}, { WORKERS: '2' }])(
    'makes releases that nodes serve and follow, and reject if broken: %j',
    async (settings) => {
      using folders = makeFolders();
      const made = await release(folders);
      expect(made).toMatchObject({ code: 0, stderr: '' });
      expect(made.stdout).toMatch(
        /library-\w{16}-\w{8}\.sqlite\.gz: \d+ articles, 19 translations, \d+ walks/,
      );
      const given = { ...settings, RELEASE_URL: outOf(folders), RELEASE_INTERVAL: '1' };
      await using node = new ParlanceProcess(['serve'], nodeOf(folders, 'node'), given);
      const address = await node.ready();
      expect(await titleOf(address)).toBe(TITLE);
      const cursor = await nextCursor(address);
      edit(folders, (text) => text.replaceAll(TITLE, 'Die Lampe flackert'));
      await release(folders);
      await until(
        'the next release is served',
        async () => (await titleOf(address)) === 'Die Lampe flackert',
      );
      const page = await fetch(`${address}/api/v1/search?q=die&locale=de&limit=1&cursor=${cursor}`);
      expect(page.status, 'a cursor of the release before').toBe(200);
      edit(folders, (text) => text.replaceAll('Die Lampe flackert', 'Die Lampe ist kaputt'));
      await release(folders);
      const { file } = JSON.parse(readFileSync(path.join(outOf(folders), 'manifest.json'), 'utf8')) as {
        file: string;
      };
      await until('that one is served', async () => (await titleOf(address)) === 'Die Lampe ist kaputt');
      const manifest = readFileSync(path.join(outOf(folders), 'manifest.json'), 'utf8');
      writeFileSync(
        path.join(outOf(folders), 'manifest.json'),
        manifest.replace(/"sha256": "\w{8}/, '"sha256": "00000000'),
      );
      await until('the refusal is logged', () => node.stdout.includes('release rejected'));
      expect(node.stdout).toContain(file);
      expect(await titleOf(address)).toBe('Die Lampe ist kaputt');
      const back = await run(['release', '--out', outOf(folders), '--rollback'], folders);
      expect(back).toMatchObject({ code: 0 });
      await until('the one before is served', async () => (await titleOf(address)) === 'Die Lampe flackert');
      node.send('SIGTERM');
      expect((await node.end()).code).toBe(0);
    },
    120_000,
  );

  it('is served offline from its file, without walks and findings', async () => {
    using folders = makeFolders();
    await release(folders);
    const name = readdirSync(outOf(folders)).find((one) => one.endsWith('.gz')) ?? '';
    await using node = new ParlanceProcess(
      ['serve', '--release', path.join(outOf(folders), name)],
      nodeOf(folders, 'offline'),
    );
    const address = await node.ready();
    expect(await titleOf(address)).toBe(TITLE);
    expect((await fetch(`${address}/de/articles/KA-90001/walk`)).status).toBe(200);
    expect((await fetch(`${address}/api/v1/articles/KA-90001?locale=de`)).status).toBe(200);
    expect((await fetch(`${address}/images/de/none.png`)).status).toBe(404);
  });

  it('explains invalid arguments', async () => {
    using folders = makeFolders();
    expect(await run(['release'], folders)).toMatchObject({
      code: 2,
      stderr: 'parlance: release takes --out <folder>; see parlance release --help\n',
    });
    expect(await run(['release', '--out', outOf(folders), '--rollback'], folders)).toMatchObject({
      code: 1,
      stderr: `parlance: ${outOf(folders)} has no previous release\n`,
    });
    const key = `MCowBQYDK2VwAyEA${'A'.repeat(43)}=`;
    const wrong = await run(['release', '--out', outOf(folders)], folders, { RELEASE_KEY: key });
    expect(wrong).toMatchObject({
      code: 2,
      stderr: 'parlance: RELEASE_KEY: signing needs a private key; this one is public\n',
    });
    const settings = {
      RELEASE_KEY: 'secret',
      RELEASE_URL: 'ftp://releases.example',
      RELEASE_INTERVAL: 'often',
    };
    const { code, stderr } = await run(['serve'], folders, settings);
    expect(code).toBe(2);
    for (const name of Object.keys(settings)) expect(stderr).toContain(`parlance: ${name}: takes`);
  });
});

async function nextCursor(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/search?q=die&locale=de&limit=1`);
  const { next } = (await answer.json()) as { next?: { cursor?: string } | string | null };
  return encodeURIComponent(typeof next === 'string' ? next : (next?.cursor ?? ''));
}
