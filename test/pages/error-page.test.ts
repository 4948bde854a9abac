import { describe, expect, it } from 'vitest';
import { renderErrorPage } from '../../src/pages/problem/error-page.js';
import { PROBLEMS, type ProblemCode } from '../../src/problem.js';
import { buildPage, visibleText } from './page-support.js';

describe('the problem page', () => {
  const html = renderErrorPage(
    {
      code: 'article-not-found',
      values: { number: 'KA-90010' },
      requestId: 'r-1',
      near: [{ number: 'KA-90001', title: 'Die Lampe blinkt' }],
      errors: [{ pointer: '/query/<sort>', detail: 'newest | oldest' }],
    },
    buildPage('de'),
  );

  it('explains the error in the reader’s language, with code and request id', () => {
    const text = visibleText(html);
    expect(text).toContain('Es gibt keinen Artikel mit dieser Nummer');
    expect(text).toContain('Die Nummer KA-90010 ist in keiner Sprache vorhanden.');
    expect(text).toContain('404');
    expect(text).toContain('article-not-found');
    expect(text).toContain('r-1');
    expect(text).toContain('/query/<sort> newest | oldest');
  });

  it('offers similar numbers, a search box and the home page', () => {
    expect(html).toContain('<a href="/de/articles/KA-90001">');
    expect(html).toContain('action="/de/search"');
    expect(html).toContain('href="/de/"');
  });

  it('is noindex and has no canonical URL', () => {
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).not.toContain('rel="canonical"');
    expect(html).not.toMatch(/<link[^>]*hreflang/);
  });

  it.each(Object.keys(PROBLEMS) as ProblemCode[])('can show %s without values', (code) => {
    const text = visibleText(renderErrorPage({ code }, buildPage('ja')));
    expect(text).toContain(String(PROBLEMS[code]));
    expect(text).not.toMatch(/problem\.|\{\{/);
  });
});
