import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

const HOSTS = ['https://crm.example', 'https://*.desk.example'];
let site: TestApp;
let closed: TestApp;
beforeAll(async () => {
  site = await buildApp({ frameAncestors: HOSTS });
  closed = await buildApp();
});
afterAll(async () => {
  await site.close();
  await closed.close();
});

/** The part of the policy that says who may show the page in a frame. */
async function framing({ app }: TestApp, path: string): Promise<string | undefined> {
  const { headers } = await request(app).get(path).set('Accept', 'text/html');
  return /frame-ancestors ([^;]*)/.exec(headers['content-security-policy']!)?.[1];
}

describe('framing', () => {
  it('is allowed for the panel in named applications, including error pages', async () => {
    for (const path of ['suggest', 'articles/KA-90001', 'articles/KA-99999', 'nothing'])
      expect(await framing(site, `/de/embed/${path}`), path).toBe(HOSTS.join(' '));
  });

  it('is forbidden for all other pages', async () => {
    for (const path of ['/de/', '/de/suggest', '/de/articles/KA-90001', '/de/articles/KA-99999'])
      expect(await framing(site, path), path).toBe("'none'");
  });

  it('is forbidden for the panel unless an application is named', async () => {
    expect(await framing(closed, '/de/embed/suggest')).toBe("'none'");
    const { headers } = await request(closed.app).get('/de/embed/suggest');
    expect(headers).toHaveProperty('x-frame-options');
  });

  it('is cached with the panel page’s own policy', async () => {
    const ask = () => request(site.cached).get('/de/embed/articles/KA-90001').set('Accept', 'text/html');
    const [first, second] = [await ask(), await ask()];
    expect(site.cache.counts.hits).toBeGreaterThan(0);
    expect(second.headers['content-security-policy']).toBe(first.headers['content-security-policy']);
    expect(second.headers).not.toHaveProperty('x-frame-options');
  });
});

describe('links of the panel', () => {
  it('stay in it if it has the page, and otherwise open a new window', async () => {
    const { text } = await request(site.app).get('/de/embed/search?q=Lantern');
    expect(text).toMatch(/<a href="\/de\/embed\/articles\/K[AT]-\d+"/);
    expect(text).toMatch(/<form[^>]*action="\/de\/embed\/search"/);
    expect(text).toContain('href="/pt/embed/search?q=Lantern"');
    const article = await request(site.app).get('/de/embed/articles/KA-90001').set('Accept', 'text/html');
    expect(article.text).toMatch(/href="\/de\/articles\?product=[^"]*" target="_blank" rel="noopener"/);
    expect(article.text).toMatch(
      /<link rel="canonical" href="https:\/\/help\.example\/de\/articles\/KA-90001"/,
    );
    expect(article.text).toContain('<meta name="robots" content="noindex"');
  });

  it('stay in it after a redirect', async () => {
    const number = await request(site.app).get('/de/embed/search?q=KA-90001');
    expect(number.headers['location']).toBe('/de/embed/articles/KA-90001');
    const tag = await request(site.app).get('/de-AT/embed/suggest');
    expect(tag.headers['location']).toBe('/de/embed/suggest');
    const lower = await request(site.app).get('/de/embed/articles/ka-90001').set('Accept', 'text/html');
    expect(lower.headers['location']).toBe('/de/embed/articles/KA-90001');
  });
});

describe('the element', () => {
  it('can be loaded by any application, and expires within the hour', async () => {
    const { headers } = await request(site.app).get('/static/embed.js');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['cache-control']).toBe('public, max-age=3600');
  });
});
