import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolders, ParlanceProcess, until } from './parlance-process.js';

const titleOf = async (address: string, path: string): Promise<unknown> => {
  const answer = await fetch(`${address}/api/v1/articles/${path}`);
  const body = (await answer.json()) as { title?: unknown };
  return body.title;
};

/** Save as editors do: another file takes the name of the old one. */
function save(file: string, change: (text: string) => string): void {
  const text = change(readFileSync(file, 'utf8'));
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}

/** Start a service before the tests of a block, which leave it serving. */
function shareService(settings: Readonly<Record<string, string>> = {}) {
  const folders = makeFolders();
  let service: ParlanceProcess;
  let address = '';
  beforeAll(async () => {
    service = new ParlanceProcess(['serve'], folders, settings);
    address = await service.ready();
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    folders[Symbol.dispose]();
  });
  return () => ({ folders, service, address });
}

describe.each([{}, { WORKERS: '2' }])('parlance serve: %j', (settings) => {
  const shared = shareService({ ...settings, RESPONSE_CACHE: '0', METRICS_PORT: '0' });
  const metrics = async (): Promise<string> => {
    const { service } = shared();
    return until('its address is logged', () => /"address":"([^"]+)"/.exec(service.stdout)?.[1]);
  };

  it('caches no responses if RESPONSE_CACHE is 0', async () => {
    const { address } = shared();
    for (let asked = 0; asked < 2; asked++)
      expect(await titleOf(address, 'KA-90001?locale=de')).toBe('Die Lampe blinkt nach einem Neustart');
    const text = await (await fetch(`${await metrics()}/metrics`)).text();
    expect(text).toContain('parlance_articles');
    expect(text).not.toContain('response_cache');
  });

  it('serves metrics on a separate port', async () => {
    expect((await fetch(`${shared().address}/metrics`)).status).toBe(404);
    const own = await metrics();
    expect(await (await fetch(`${own}/metrics`)).text()).toContain('parlance_articles');
    expect((await fetch(`${own}/de/articles/KA-90001`)).status).toBe(404);
  });
});

describe('parlance serve', () => {
  const shared = shareService();

  it('prints its address and what it compiled, and serves requests', async () => {
    const { folders, service, address } = shared();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await titleOf(address, 'KA-90001?locale=de')).toBe('Die Lampe blinkt nach einem Neustart');
    const page = await fetch(`${address}/KA-90001?lang=de`);
    expect(page.url).toBe(`${address}/de/articles/KA-90001`);
    expect(await page.text()).toContain(`rel="canonical" href="${address}/de/articles/KA-90001"`);
    await until('the summary is printed', () =>
      /19 article files, 19 compiled in \S+ s; 0 errors/.test(service.stdout),
    );
    expect(service.stdout).toContain(`Parlance serves ${folders.contentDir} on ${address}\n`);
  });

  it('draws pictures in a thread without blocking requests', async () => {
    const { address } = shared();
    const pictures = Promise.all(
      ['de', 'ja', 'pt'].map((locale) => fetch(`${address}/${locale}/articles/KA-90001/card.png`)),
    );
    expect((await fetch(`${address}/de/articles/KA-90001`)).status).toBe(200);
    for (const answer of await pictures) {
      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).readUInt32BE(16)).toBe(1200);
    }
  });

  it('picks up changed, new and removed articles without failing requests', async () => {
    const { folders, address } = shared();
    const file = path.join(folders.contentDir, 'de/KA-90001.md');
    const original = readFileSync(file, 'utf8');
    let isOver = false;
    const failures: unknown[] = [];
    let asked = 0;
    const traffic = Promise.all(
      ['/de/', '/de/articles', '/de/articles/KA-90001', '/api/v1/articles?locale=de'].map(async (path) => {
        while (!isOver) {
          const answer = await fetch(address + path).catch((error: unknown) => ({
            status: 0,
            text: () => Promise.resolve(String(error)),
          }));
          const body = await answer.text();
          asked += 1;
          if (answer.status !== 200 || body === '') failures.push([path, answer.status, body]);
        }
      }),
    );
    save(file, (text) => text.replace('Die Lampe blinkt nach', 'Die Lampe flackert nach'));
    await until(
      'the change is served',
      async () => (await titleOf(address, 'KA-90001?locale=de')) === 'Die Lampe flackert nach einem Neustart',
    );
    writeFileSync(
      path.join(folders.contentDir, 'de/KA-90077.md'),
      readFileSync(file, 'utf8').replaceAll('KA-90001', 'KA-90077'),
    );
    await until('the new article is served', async () => (await fetch(`${address}/de/articles/KA-90077`)).ok);
    rmSync(path.join(folders.contentDir, 'de/KA-90077.md'));
    await until(
      'the removed article is gone',
      async () => (await fetch(`${address}/de/articles/KA-90077`)).status === 404,
    );
    save(file, () => '---\ntitle: "broken\n---\n');
    await until(
      'the broken translation gives way to another',
      async () => (await titleOf(address, 'KA-90001?locale=de')) === 'The lamp blinks after a restart',
    );
    isOver = true;
    await traffic;
    expect(failures).toEqual([]);
    expect(asked).toBeGreaterThan(20);
    save(file, () => original);
  });

  it('rescans everything on SIGHUP', async () => {
    const { folders, service, address } = shared();
    await until('the first sync is told of', () => service.stdout.includes('compiled in'));
    service.send('SIGHUP');
    save(path.join(folders.contentDir, 'it/KA-90009.md'), (text) =>
      text.replace('La corda numero 09', 'La corda lunga'),
    );
    await until(
      'the change is served',
      async () => (await titleOf(address, 'KA-90009?locale=it')) === 'La corda lunga',
    );
    expect((await fetch(`${address}/healthz`)).ok).toBe(true);
  });

  it('finishes a slow request on shutdown, and accepts no new one', async () => {
    using folders = makeFolders();
    const picture = Buffer.alloc(7_000_000, 'picture ');
    writeFileSync(path.join(folders.contentDir, 'de/assets/large.png'), picture);
    await using service = new ParlanceProcess(['serve'], folders);
    const { port } = new URL(await service.ready());
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET /images/de/assets/large.png HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'readable');
    service.send('SIGTERM');
    await until('nobody else is let in', () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        () => false,
        () => true,
      ),
    );
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const answer = Buffer.concat(chunks);
    expect(answer.subarray(answer.indexOf('\r\n\r\n') + 4).equals(picture)).toBe(true);
    expect(await service.end()).toMatchObject({ code: 0, signal: null });
  });

  it('stops at once without pending requests, despite keep-alive connections', async () => {
    using folders = makeFolders();
    await using service = new ParlanceProcess(['serve'], folders);
    const { port } = new URL(await service.ready());
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n');
    await once(socket, 'data');
    service.send('SIGINT');
    await once(socket, 'close');
    expect(await service.end()).toMatchObject({ code: 0 });
  });

  it('answers malformed requests and oversized URLs with problem documents', async () => {
    const { address } = shared();
    const long = await fetch(`${address}/de/articles?product=${'x'.repeat(20_000)}`);
    expect([long.status, long.headers.get('content-type')]).toEqual([
      414,
      'application/problem+json; charset=utf-8',
    ]);
    const longer = await fetch(`${address}/${'x'.repeat(100_000)}`);
    expect([longer.status, longer.headers.get('content-type')]).toEqual([414, 'application/problem+json']);
    expect((await fetch(`${address}/healthz`)).ok).toBe(true);
  });

  it('survives malformed request lines', async () => {
    const { address } = shared();
    for (const target of [
      '/images/de/%zz.png',
      '/%zz',
      '/images/de/%00.png',
      '/static/%zz',
      '/de/articles/%ED%A0%80',
    ])
      expect((await fetch(address + target)).status).toBeLessThan(500);
    expect((await fetch(`${address}/healthz`)).ok).toBe(true);
  });

  it('reports a port in use in one line', async () => {
    using others = makeFolders();
    const { port } = new URL(shared().address);
    await using second = new ParlanceProcess(['serve'], others, { PORT: port });
    expect(await second.end()).toMatchObject({
      code: 2,
      stderr: 'parlance: PORT or METRICS_PORT: the port is in use; choose another\n',
    });
  });

  it('logs one line per request', async () => {
    const { service, address } = shared();
    await fetch(`${address}/de/?utm_source=x`, { headers: { 'X-Request-Id': 'one-line-please' } });
    const line = await until('it is logged', () =>
      service.stdout.split('\n').find((text) => text.includes('one-line-please')),
    );
    expect(JSON.parse(line)).toMatchObject({ method: 'GET', path: '/de/', status: 200 });
  });
});
