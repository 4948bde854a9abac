import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLedger, type Ledger } from '../../src/ledger/ledger.js';
import { makeFolders, ParlanceProcess, until } from '../cli/parlance-process.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { killWhileWriting } from '../support/kill-while-writing.js';
import { makeWriterKey, readTickets, writeLinks } from '../support/link-writer.js';
import { startPostgres, type PostgresCluster } from '../support/postgres-cluster.js';

describe('while PostgreSQL is unavailable', () => {
  let cluster: PostgresCluster;
  beforeAll(async () => {
    cluster = await startPostgres();
  });
  afterAll(() => cluster.remove());

  describe('an app', () => {
    let ledger: Ledger;
    let site: TestApp;
    const faults: unknown[] = [];
    const feedback = () =>
      request(site.app).post('/api/v1/articles/KA-90001/feedback').send({ locale: 'de', helpful: true });

    beforeAll(async () => {
      const place = { url: cluster.createDatabase() };
      ledger = createLedger({ place, onAway: (error) => faults.push(error) });
      site = await buildApp({ ledger });
    });
    afterAll(async () => {
      await site.close();
      await ledger.close();
    });

    it('returns 503 with Retry-After, keeps serving articles, and recovers', async () => {
      await feedback().expect(201);
      await cluster.stop();
      for (let i = 0; i < 3; i++) {
        const answer = await feedback().expect(503);
        expect(answer.body.code).toBe('ledger-unavailable');
        expect(answer.headers['retry-after']).toBe('5');
      }
      expect(faults).toHaveLength(3);
      await request(site.app).get('/api/v1/articles/KA-90001').expect(200);
      const form = request(site.app).post('/de/articles/KA-90001/feedback').type('form');
      const page = await form.set('Accept', 'text/html').send({ helpful: 'yes' }).expect(503);
      expect(page.text).toContain('<html lang="de"');
      await cluster.start();
      await feedback().expect(200);
    });
  });

  it('at startup, articles are served, and the ledger follows the database', async () => {
    const url = cluster.createDatabase();
    await cluster.stop();
    using folders = makeFolders();
    await using service = new ParlanceProcess(['serve'], folders, { DATABASE_URL: url });
    const address = await service.ready();
    expect((await fetch(`${address}/api/v1/articles/KA-90001`)).status).toBe(200);
    const give = (): Promise<Response> =>
      fetch(`${address}/api/v1/articles/KA-90001/feedback`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ locale: 'de', helpful: true }),
      });
    expect((await give()).status).toBe(503);
    await cluster.start();
    await until('feedback is taken', async () => (await give()).ok);
    service.send('SIGTERM');
    const { code, stdout } = await service.end();
    expect(code).toBe(0);
    expect(stdout).toContain('ledger unavailable');
  });

  it('for writes, writing returns 503 and reading still works', async () => {
    const url = cluster.createDatabase();
    const ledger = createLedger({ place: { url } });
    const { token } = await ledger.keys.create('desk', ['links:write', 'links:read']);
    await ledger.close();
    cluster.execute(
      url,
      `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`,
    );
    using folders = makeFolders();
    await using service = new ParlanceProcess(['serve'], folders, { DATABASE_URL: url });
    const link = `${await service.ready()}/api/v1/articles/KA-90001/links`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ locale: 'de' });
    const { status } = await fetch(`${link}/zendesk/1`, { method: 'PUT', headers, body });
    expect(status).toBe(503);
    expect((await fetch(link, { headers })).status).toBe(200);
  });

  it('because it hangs, writing returns 503, the log has one line, and the service recovers', async () => {
    const url = cluster.createDatabase();
    using folders = makeFolders();
    await using service = new ParlanceProcess(['serve'], folders, { DATABASE_URL: url });
    const address = await service.ready();
    const give = async (): Promise<number> => {
      const answer = await fetch(`${address}/api/v1/articles/KA-90001/feedback`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ locale: 'de', helpful: true }),
      });
      return answer.status;
    };
    expect(await give()).toBe(201);
    cluster.pause();
    expect(await Promise.all([give(), give(), give()])).toEqual([503, 503, 503]);
    expect((await fetch(`${address}/api/v1/articles/KA-90001`)).status).toBe(200);
    cluster.resume();
    await until('feedback is taken', async () => (await give()) === 200);
    expect(service.stdout.match(/ledger unavailable/g)).toHaveLength(1);
  });

  it('and the service is killed, every acknowledged write is stored once', async () => {
    const results = await killWhileWriting(2, 200, cluster.createDatabase());
    for (const { acknowledged, lost, doubled } of results) {
      expect(acknowledged).toBeGreaterThan(0);
      expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
    }
  }, 120_000);

  it('during many writes, no acknowledged write is lost or duplicated', async () => {
    const place = { url: cluster.createDatabase() };
    const token = await makeWriterKey(place);
    using folders = makeFolders();
    const settings = { DATABASE_URL: place.url, LOG_LEVEL: 'silent' };
    await using service = new ParlanceProcess(['serve'], folders, settings);
    const address = await service.ready();
    const tickets = Array.from({ length: 300 }, (_, i) => String(i));
    let interruption: Promise<number> | undefined;
    const interrupt = async (): Promise<number> => {
      await cluster.stop();
      const { status } = await fetch(`${address}/api/v1/articles/KA-90001`);
      await cluster.start();
      return status;
    };
    const onWritten = (count: number): void => {
      if (count === 100) interruption = interrupt();
    };
    const { acknowledged, refused } = await writeLinks({ address, token, tickets, onWritten });
    expect(await interruption).toBe(200);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ headers }) => headers.get('retry-after') === '5')).toBe(true);
    expect(acknowledged).toHaveLength(300);
    expect([...(await readTickets(place))].sort()).toEqual([...tickets].sort());
  }, 120_000);
});
