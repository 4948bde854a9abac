import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, SITE_CONTENT, type TestApp } from '../support/build-app.js';
import { listen, sendRaw } from '../support/raw-request.js';

let folder: string;
let site: TestApp;
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parlance-images-'));
  const content = path.join(folder, 'content');
  cpSync(SITE_CONTENT, content, { recursive: true });
  const assets = path.join(content, 'de/assets');
  writeFileSync(path.join(folder, 'secret.png'), 'canary');
  mkdirSync(path.join(folder, 'de'));
  writeFileSync(path.join(folder, 'de/secret.png'), 'canary');
  symlinkSync(path.join(folder, 'secret.png'), path.join(assets, 'out.png'));
  symlinkSync(folder, path.join(assets, 'up'));
  symlinkSync(path.join(assets, 'dial.png'), path.join(assets, 'in.png'));
  writeFileSync(path.join(assets, '.hidden.png'), 'canary');
  mkdirSync(path.join(assets, '.git'));
  writeFileSync(path.join(assets, '.git/dial.png'), 'canary');
  mkdirSync(path.join(content, 'notes'));
  for (const name of ['notes/plan.png', 'notes/plan.pdf', 'de/assets/page.html'])
    writeFileSync(path.join(content, name), 'canary');
  writeFileSync(path.join(folder, 'secret.pdf'), 'canary');
  writeFileSync(path.join(assets, 'Plan – ä.pdf'), '%PDF-1.7');
  writeFileSync(path.join(assets, 'huge.zip'), '');
  truncateSync(path.join(assets, 'huge.zip'), 50 * 1024 * 1024 + 1);
  writeFileSync(path.join(assets, 'data.xml'), '<x/>');
  writeFileSync(path.join(assets, 'drawing.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(path.join(assets, 'Ein Bild äöü.PNG'), 'picture');
  site = await buildApp({ contentDir: content });
  server = await listen(site.app);
});

afterAll(async () => {
  server.server.close();
  await site.close();
  rmSync(folder, { recursive: true });
});

const get = (address: string) => request(site.app).get(address);

describe('attachments', () => {
  it('are served as downloads, with their name and a safe type', async () => {
    const answer = await get(`/files/de/assets/${encodeURIComponent('Plan – ä.pdf')}`).expect(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="Plan ? ?.pdf"; filename*=UTF-8\'\'Plan%20%E2%80%93%20%C3%A4.pdf',
    );
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    const xml = await get('/files/de/assets/data.xml').expect(200);
    expect(xml.headers['content-type']).toBe('application/octet-stream');
  });
});

describe('images', () => {
  it('are served from the folder of a locale, with their type and a lifetime', async () => {
    const answer = await get('/images/de/assets/dial.png').expect(200);
    expect(answer.headers['content-type']).toBe('image/png');
    expect(answer.headers['cache-control']).toBe('public, max-age=3600');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect((answer.body as Buffer).subarray(1, 4).toString()).toBe('PNG');
  });

  it('are served with any case of extension and any letters in the name', async () => {
    await get(`/images/de/assets/${encodeURIComponent('Ein Bild äöü.PNG')}`).expect(200);
  });

  it('are served through a link that stays inside the content folder', async () => {
    await get('/images/de/assets/in.png').expect(200);
  });

  it('from inline data are served under their hash', async () => {
    const article = await get('/api/v1/articles/KA-90005?locale=de').expect(200);
    const [address = ''] = /\/images\/inline\/[0-9a-f]{64}\.png/.exec(article.text) ?? [];
    const answer = await get(address).expect(200);
    expect(answer.headers['content-type']).toBe('image/png');
    expect(answer.headers['cache-control']).toContain('immutable');
  });

  it.each([
    ['a file above the content folder', '/images/de/../../secret.png'],
    ['the same, written with escapes', '/images/de/..%2f..%2fsecret.png'],
    ['the same, written with escaped dots', '/images/de/%2e%2e/%2e%2e/secret.png'],
    ['the same, written with backslashes', '/images/de/..%5c..%5csecret.png'],
    ['the same, escaped twice', '/images/de/%252e%252e%252f%252e%252e%252fsecret.png'],
    ['the same, past the first segment', '/images/de%2f..%2f..%2fde%2fsecret.png'],
    ['the same, among the images cut out', '/images/inline/..%2f..%2fsecret.png'],
    ['a link that leads out', '/images/de/assets/out.png'],
    ['a folder link that leads out', '/images/de/assets/up/secret.png'],
    ['a hidden file', '/images/de/assets/.hidden.png'],
    ['a file in a hidden folder', '/images/de/assets/.git/dial.png'],
    ['an ending that is not on the list', '/images/de/assets/drawing.svg'],
    ['an article', '/images/de/KA-90001.md'],
    ['a folder that is no locale’s', '/images/notes/plan.png'],
    ['the same, by way of a locale’s', '/images/de/..%2fnotes/plan.png'],
    ['an attachment of the same', '/files/de/..%2fnotes/plan.pdf'],
    ['an attachment behind a link that leads out', '/files/de/assets/up/secret.pdf'],
    ['an ending that is no attachment’s', '/files/de/assets/page.html'],
    ['an image as an attachment', '/files/de/assets/dial.png'],
    ['an attachment that is too large', '/files/de/assets/huge.zip'],
    ['a folder', '/images/de/assets/'],
    ['a name that does not exist', '/images/de/assets/none.png'],
    ['a NUL', '/images/de/assets/dial.png%00.png'],
    ['a NUL alone', '/images/de/%00.png'],
    ['a malformed escape', '/images/de/%zz.png'],
    ['half a character', '/images/de/%c3.png'],
    ['a lone surrogate', '/images/de/%ed%a0%80.png'],
    ['a name without an image', '/images/inline/0000.png'],
  ])('reject %s', async (_what, address) => {
    const answer = await sendRaw(server.port, address);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).not.toContain('canary');
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'not-found' });
  });
});
