import { describe, expect, it } from 'vitest';
import { renderHomePage } from '../../src/pages/home/home-page.js';
import { renderArticlePage } from '../../src/pages/article/article-page.js';
import { buildReading, buildSteps, buildTranslation } from '../support/build-article.js';
import { buildPage } from './page-support.js';

const HOME = { products: [{ name: 'Lantern', count: 2 }], popular: [], newest: [], total: 2 };

describe('a page in a language without UI texts', () => {
  const page = buildPage('ar', { locales: ['ar', 'en'] });

  it('is laid out in its own direction, each English sentence marked as English', () => {
    const html = renderHomePage(HOME, page);
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('<h1><span lang="en" dir="ltr">What needs solving?</span></h1>');
  });

  it('leaves no markers in text or attributes', () => {
    const html = renderHomePage(HOME, page);
    expect(html).not.toMatch(/[\uF8E0-\uF8E2]/);
    expect(html).toMatch(/<meta name="description" content="Proven answers/);
  });

  it('names languages in the language of the sentence, and joins consecutive sentences', () => {
    const source = buildTranslation({
      locale: 'en',
      version: 4,
      stepCount: 3,
      steps: buildSteps('a', 'b', 'c'),
    });
    const arabic = buildTranslation({ locale: 'ar', version: 3, stepCount: 1, steps: buildSteps('a') });
    const reading = buildReading([arabic, source], { requested: 'ar' });
    const html = renderArticlePage({ reading, steps: [] }, page);
    expect(html).toContain('<span lang="en" dir="ltr">Read the original in English</span>');
    expect(html).toMatch(
      /<span lang="en" dir="ltr">This translation follows version 3;[^<]* missing here\.<\/span>/,
    );
    expect(html).toMatch(/<span lang="en" dir="ltr">Machine translation · [^<]*outdated[^<]*<\/span>/);
  });

  it('shows the headings of the article’s author', () => {
    const translation = buildTranslation({
      locale: 'ar',
      sections: [
        {
          name: 'resolution',
          heading: 'الحل',
          anchor: 'resolution',
          blocks: [{ kind: 'html', html: '<p>افتح <code>lamp &lt;on></code></p>' }],
          text: 'افتح',
        },
      ],
    });
    const reading = buildReading([translation], { requested: 'ar' });
    const html = renderArticlePage({ reading, steps: [] }, page);
    expect(html).toContain('<h2 id="resolution-title">الحل</h2>');
  });
});

describe('a page in a UI language', () => {
  it('needs no language markup', () => {
    expect(renderHomePage(HOME, buildPage('de'))).not.toContain('<span lang="de" dir="ltr">');
  });
});
