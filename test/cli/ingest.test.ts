import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders, ParlanceProcess, run, until } from './parlance-process.js';

const libraries = (dataDir: string) =>
  readdirSync(dataDir).filter((name) => /^library-\w+\.sqlite$/.test(name));

describe('parlance ingest', () => {
  it('compiles changes and prints a summary line', async () => {
    using folders = makeFolders();
    const first = await run(['ingest'], folders);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(
      /^19 article files, 19 compiled in \S+ s; 0 errors, \d+ warnings, \d+ notes\n$/,
    );
    expect((await run(['ingest'], folders)).stdout).toMatch(/^19 article files, 0 compiled in /);
    const file = path.join(folders.contentDir, 'it/KA-90009.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Corda', 'Cordone'));
    expect((await run(['ingest'], folders)).stdout).toMatch(/^19 article files, 1 compiled in /);
  });

  it('is noticed by a running service', async () => {
    using folders = makeFolders();
    await using service = new ParlanceProcess(['serve'], folders);
    const address = await service.ready();
    const file = path.join(folders.contentDir, 'it/KA-90009.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('La corda numero 09', 'La corda lunga'));
    expect(await run(['ingest'], folders)).toMatchObject({ code: 0 });
    await until('the service shows it', async () =>
      (await (await fetch(`${address}/it/articles/KA-90009`)).text()).includes('La corda lunga'),
    );
  });

  it('builds a separate library for another compiler version', async () => {
    using folders = makeFolders();
    await run(['ingest'], folders);
    const [old = ''] = libraries(folders.dataDir);
    await using service = new ParlanceProcess(['serve'], folders, { INTERNAL_HOSTS: 'docs.lantern.example' });
    const address = await service.ready();
    const page = await (await fetch(`${address}/en/articles/KA-90001`)).text();
    expect(page).toContain('wiki.intranet.lantern.example');
    expect(libraries(folders.dataDir).filter((name) => name !== old)).toHaveLength(1);
  });

  it('can be killed during the first run and run again', async () => {
    using folders = makeFolders();
    const model = readFileSync(path.join(folders.contentDir, 'en/KA-90007.md'), 'utf8');
    for (let i = 0; i < 500; i++) {
      const number = `KA-${70_000 + i}`;
      writeFileSync(path.join(folders.contentDir, `en/${number}.md`), model.replaceAll('KA-90007', number));
    }
    await using victim = new ParlanceProcess(['ingest'], folders);
    await until('the library is begun', () => libraries(folders.dataDir).length > 0);
    victim.send('SIGKILL');
    expect(await victim.end()).toMatchObject({ signal: 'SIGKILL', stdout: '' });
    await using service = new ParlanceProcess(['serve'], folders);
    const address = await service.ready();
    const answer = await fetch(`${address}/api/v1/articles?limit=1`);
    expect(await answer.json()).toMatchObject({ total: 509 });
    expect((await fetch(`${address}/en/articles/KA-70499`)).status).toBe(200);
  });
});
