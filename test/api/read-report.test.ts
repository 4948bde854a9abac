import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT } from '../../src/presenters/present-report.js';
import type { Finding } from '../../src/check/finding.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { buildFinding } from '../support/build-finding.js';

let site: TestApp;
let token: string;
let found: readonly Finding[] | undefined;

beforeAll(async () => {
  site = await buildApp({ allFindings: () => found });
  token = (await site.ledger.keys.create('reporting', ['usage:read'])).token;
});
afterAll(() => site.close());

const get = (bearer = token) =>
  request(site.app).get('/api/v1/report').set('Authorization', `Bearer ${bearer}`);

describe('GET /report', () => {
  it('returns the numbers in the documented shape, uncacheable', async () => {
    const answer = await get().expect(200);
    expect(() => REPORT.parse(answer.body)).not.toThrow();
    expect(answer.body).toMatchObject({ locales: ['de', 'en', 'it', 'ja', 'pt'], sourceLocale: 'en' });
    expect(answer.body.articles).toBe(site.library.count());
    expect(answer.headers['cache-control']).toBe('private, no-store');
  });

  it('has no findings until the content is checked', async () => {
    expect((await get().expect(200)).body.findings).toBeNull();
    found = [buildFinding()];
    const { findings } = (await get().expect(200)).body;
    expect(findings.rules).toEqual([{ rule: 'a-rule', severity: 'error', total: 1, byLocale: { de: 1 } }]);
    expect(findings.worst[0]).toMatchObject({ number: 'KA-90001', weight: 5, reuse: 0 });
  });

  it('is rejected without a key and with a key of another scope', async () => {
    expect((await request(site.app).get('/api/v1/report').expect(401)).body.code).toBe('key-required');
    const other = await site.ledger.keys.create('links', ['links:write']);
    expect((await get(other.token).expect(403)).body.code).toBe('scope-missing');
  });
});
