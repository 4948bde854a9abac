import { describe, expect, it } from 'vitest';
import type { Translation } from '../../src/article/article.js';
import { stepMarks } from '../../src/article/align-steps.js';
import { LOCALE_MARK } from '../../src/article/html.js';
import type { Reading } from '../../src/article/reading.js';
import type { ArticlePageData } from '../../src/pages/article/article-page-data.js';
import { createStrings } from '../../src/locale/strings.js';
import { renderArticlePage } from '../../src/pages/article/article-page.js';
import { shownSteps } from '../../src/walk/plain/plan-steps.js';
import { createPageContext } from '../../src/pages/layout/page.js';
import { buildArticle, buildReading, buildSteps, buildTranslation } from '../support/build-article.js';
import { buildPage, buildSite, headingLevels, ids, openingTags, visibleText } from './page-support.js';

const render = (reading: Reading, locale = 'de', more: Partial<ArticlePageData> = {}) =>
  renderArticlePage({ reading, steps: stepsOf(reading), ...more }, buildPage(locale));
/** Without what only the source has. */
const stepsOf = ({ translation }: Reading) => shownSteps(translation, [], undefined);

const german = buildTranslation();
const english = buildTranslation({
  locale: 'en',
  title: 'The lamp blinks',
  version: 4,
  origin: { kind: 'human', humanDegree: undefined },
});
const withBlocks = (html: string): Translation =>
  buildTranslation({
    sections: [{ name: 'issue', anchor: 'issue', blocks: [{ kind: 'html', html }], text: 'x' }],
  });

describe('the article', () => {
  const html = render(buildReading([german]));

  it('shows number, title, products, version and date in the reader’s format', () => {
    const text = visibleText(html);
    expect(text).toContain('KA-90001');
    expect(text).toContain('Lantern');
    expect(text).toContain('Version 3');
    expect(text).toContain('19. August 2022');
    expect(html).toContain('<h1>Die Lampe blinkt</h1>');
    expect(html).toContain('<time datetime="2022-08-19T07:40:10Z">');
  });

  it('omits what a video page does not have', () => {
    const video = buildTranslation({ number: 'KT-90001', version: undefined, publishedAt: undefined });
    expect(visibleText(render(buildReading([video])))).not.toMatch(/Version|Veröffentlicht/);
  });

  it('puts sections under the fixed titles of the reader’s language', () => {
    expect(html).toContain('<h2 id="issue-title">Problem</h2>');
    expect(html).toContain('<h2 id="resolution-title">Lösung</h2>');
  });

  it('keeps headings in order, ids unique and no style or script inside the page', () => {
    const levels = headingLevels(html);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
    expect(new Set(ids(html)).size).toBe(ids(html).length);
    expect(html).not.toMatch(/\sstyle=|<style|\son\w+=/);
    for (const tag of openingTags(html, 'script')) expect(tag).toMatch(/src="|application\/ld\+json/);
  });

  it('omits an empty section', () => {
    const stub = buildTranslation({
      steps: [],
      sections: [{ name: 'resolution', anchor: 'resolution', blocks: [], text: '' }],
    });
    // The other headings are over what is related, the question whether the article helped, and its finer facts.
    expect(headingLevels(render(buildReading([stub])))).toEqual([1, 2, 2, 2]);
  });

  it('points links inside the text to the reader’s locale', () => {
    const linked = render(
      buildReading([
        withBlocks(`<a href="/${encodeURIComponent(LOCALE_MARK)}/articles/KA-90002">KA-90002</a>`),
      ]),
    );
    expect(linked).toContain('href="/de/articles/KA-90002"');
    expect(linked).not.toContain(LOCALE_MARK);
  });

  it('makes wide tables and code scrollable by keyboard', () => {
    const wide = render(
      buildReading([withBlocks('<table><tbody></tbody></table><pre><code>x</code></pre>')]),
    );
    expect(wide).toContain('<div class="wide" tabindex="0"><table><tbody></tbody></table></div>');
    expect(wide).toContain('<pre tabindex="0"><code>');
  });

  it('escapes a title that looks like markup', () => {
    const hostile = render(buildReading([buildTranslation({ title: '</title><script>alert(1)</script>' })]));
    expect(hostile).not.toContain('<script>alert');
    expect(hostile).toContain('&lt;script>alert(1)&lt;/script>');
  });
});

describe('the steps', () => {
  const steps = buildSteps('One.', 'Two.', 'Three.');
  const twoLists = buildTranslation({
    steps,
    sections: [
      {
        name: 'resolution',
        anchor: 'resolution',
        text: '',
        blocks: [
          { kind: 'steps', first: 1, count: 1, start: 1 },
          { kind: 'html', html: '<p>Then:</p>' },
          { kind: 'steps', first: 2, count: 2, start: 7 },
        ],
      },
    ],
  });
  const html = render(buildReading([twoLists]));

  it('are numbered through the article, as the walk and tickets number them', () => {
    expect(openingTags(html, 'ol').filter((tag) => tag.includes('steps'))).toEqual([
      '<ol class="steps">',
      '<ol class="steps" start="2">',
    ]);
    expect(ids(html).filter((id) => id.startsWith('step-'))).toEqual(['step-1', 'step-2', 'step-3']);
  });

  it('each have a link and a copy button that say which step they belong to', () => {
    expect(html).toContain('href="#step-3" aria-label="Link zu Schritt 3"');
    expect(html).toContain('aria-label="Schritt 3 kopieren"');
  });
});

describe('the contents list', () => {
  const long = 'x'.repeat(3000);
  const sections = german.sections.map((section) => ({ ...section, text: long }));

  it('appears on long articles', () => {
    const html = render(buildReading([buildTranslation({ sections })]));
    expect(html).toContain('Auf dieser Seite');
    expect(html).toContain('<a href="#resolution">Lösung</a>');
  });

  it('includes headings inside a section, as plain text', () => {
    const steps = buildSteps('a', 'b', 'c', 'd', 'e', 'f');
    const { sections } = withBlocks('<h3 id="part-1">Wo <code>x</code> &amp; y steht</h3>');
    const issue = { name: 'issue', anchor: 'issue', blocks: [], text: '' } as const;
    const [resolution = issue] = german.sections.filter(({ name }) => name === 'resolution');
    const long = buildTranslation({ steps, sections: [...sections, resolution] });
    expect(render(buildReading([long]))).toContain('<a href="#part-1">Wo x &amp; y steht</a>');
  });

  it('is omitted on short ones', () => {
    expect(render(buildReading([german]))).not.toContain('Auf dieser Seite');
  });
});

describe('the notices', () => {
  it('show machine translation with its human share', () => {
    const text = visibleText(render(buildReading([german])));
    expect(text).toMatch(/Maschinelle Übersetzung · [^.]*Fehlerrisiko/);
    expect(text).toContain('Anteil menschlicher Übersetzung: 1 %.');
  });

  it('show machine translation without an unknown share', () => {
    const unknown = buildTranslation({ origin: { kind: 'machine', humanDegree: undefined } });
    expect(visibleText(render(buildReading([unknown])))).toContain('wurde maschinell übersetzt');
  });

  it.each(createStrings().locales)(
    'show that a machine translation without findings was not reviewed: %s',
    (locale) => {
      const said = createStrings().for(locale)('beside.clean');
      const page = createPageContext(buildSite({ locales: [locale, 'de'] }), locale, createStrings());
      const notices = (isClean?: boolean) =>
        renderArticlePage({ reading: buildReading([german]), steps: [], isClean }, page);
      expect(notices(true)).toContain(said);
      expect(notices(false)).not.toContain(said);
      expect(notices()).not.toContain(said);
    },
  );

  it('do not mention machines for human translations', () => {
    expect(visibleText(render(buildReading([english]), 'en'))).not.toContain('Machine translation');
  });

  it('show an outdated translation, its missing steps, and a link to the source', () => {
    const source = buildTranslation({
      ...english,
      stepCount: 3,
      steps: buildSteps('Open.', 'Move.', 'Start again.'),
    });
    const html = render(buildReading([german, source]), 'de', { steps: shownSteps(german, [3], source) });
    const text = visibleText(html);
    expect(text).toContain('Diese Übersetzung entspricht Version 3; das Original hat inzwischen Version 4.');
    expect(text).toContain('1 Schritt des Originals fehlt hier.');
    expect(html).toContain('<a href="/en/articles/KA-90001" hreflang="en">Original auf Englisch lesen</a>');
    expect(html).toMatch(
      /<div class="source-steps" id="source-step-3" lang="en" dir="ltr">.*<ol class="steps" start="3"><li id="step-3"/s,
    );
    expect(text).toContain('Bisher nur im Original (Englisch)');
  });

  it('show a translation that is ahead of its source, and a link to the source', () => {
    const older = { ...english, version: 2 };
    const html = render(buildReading([german, older]));
    expect(visibleText(html)).toContain(
      'Diese Übersetzung entspricht Version 3; das Original hier hat erst Version 2.',
    );
    expect(html).toContain('<a href="/en/articles/KA-90001" hreflang="en">');
  });

  it('show a translation without a source', () => {
    expect(visibleText(render(buildReading([german])))).toContain('Original fehlt');
    expect(visibleText(render(buildReading([english]), 'en'))).not.toContain('No original');
  });

  it('show an archived article and a known bug', () => {
    const article = buildArticle([german], {
      facts: { products: [], appliesTo: [], isBug: true, isHidden: true },
    });
    const html = render(buildReading([german], { article }));
    expect(visibleText(html)).toContain('Archivierter Artikel');
    expect(visibleText(html)).toContain('Bekannter Fehler');
    expect(html).toContain('<meta name="robots" content="noindex"/>');
  });
});

describe('steps that only the original has', () => {
  const own = buildSteps('Öffnen Sie Explorer.', 'Setzen Sie XtkOption.');
  const all = buildSteps('Open Explorer.', 'Stop the server.', 'Set XtkOption.', 'Start it.');
  const marked = (steps: typeof own) => ({
    steps,
    stepCount: steps.length,
    stepMarks: steps.map(stepMarks),
  });
  const source = { ...english, ...marked(all) };
  const readBeside = (translation: Translation) => {
    const reading = buildReading([translation, source]);
    const steps = shownSteps(translation, reading.provenance.missingSteps, source);
    return render(reading, 'de', { steps });
  };
  const html = readBeside(buildTranslation(marked(own)));

  it('appear in place, in their language, with a link to the original', () => {
    const order = [...html.matchAll(/<li id="([^"]+)" class="step">/g)].map(([, id]) => id);
    expect(order).toEqual(['step-1', 'step-2', 'step-3', 'step-4']);
    expect(ids(html)).toContain('source-step-2');
    expect(html).toContain('href="/en/articles/KA-90001#step-2"');
    expect(html).toMatch(/<div class="source-steps" id="source-step-2" lang="en" dir="ltr">/);
  });

  it('are numbered with the translation’s own, as in every locale and the walk', () => {
    expect(openingTags(html, 'ol').filter((tag) => tag.includes('steps'))).toEqual([
      '<ol class="steps">',
      '<ol class="steps" start="2">',
      '<ol class="steps" start="3">',
      '<ol class="steps" start="4">',
    ]);
    expect(new Set(ids(html)).size).toBe(ids(html).length);
  });

  it('appear in the resolution of a translation without steps', () => {
    const prose = { ...withBlocks('<p>Nur Text.</p>'), ...marked([]) };
    expect(readBeside(prose)).toMatch(/Nur Text.*<li id="step-1" class="step">.*Open Explorer/s);
  });
});

describe('an article served by fallback', () => {
  const html = render(buildReading([english], { requested: 'ja', isFallback: true }), 'ja');

  it('says so in the reader’s language', () => {
    expect(html).toContain('<html lang="ja"');
    expect(visibleText(html)).toContain('日本語版はありません');
  });

  it('marks the article with its own language and titles its sections in it', () => {
    expect(openingTags(html, 'article')[0]).toMatch(/^<article lang="en" dir="ltr"/);
    expect(html).toContain('<h2 id="issue-title">Issue</h2>');
  });

  it('marks the reader’s words inside it', () => {
    expect(html).toContain('<div class="step-tools" lang="ja">');
  });

  it('names the served page as canonical, and only existing languages', () => {
    expect(html).toContain('<link rel="canonical" href="https://help.example/en/articles/KA-90001"/>');
    expect(openingTags(html, 'link').filter((tag) => tag.includes('hreflang'))).toEqual([
      '<link rel="alternate" hreflang="en" href="https://help.example/en/articles/KA-90001"/>',
      '<link rel="alternate" hreflang="x-default" href="https://help.example/KA-90001"/>',
    ]);
  });
});

describe('the language switch', () => {
  const japanese = buildTranslation({ locale: 'ja' });
  const klingon = buildTranslation({ locale: 'tlh' });
  const html = render(buildReading([german, english, japanese, klingon]));

  it('stays on the article and names each language in itself', () => {
    expect(html).toMatch(/<a href="\/ja\/articles\/KA-90001" lang="ja"[^>]*>日本語/);
    expect(html).toMatch(/<a href="\/de\/articles\/KA-90001" lang="de"[^>]*aria-current="true">Deutsch/);
  });

  it('offers only languages that the article and the site have', () => {
    expect(html).not.toContain('/tlh/');
    expect(html).not.toContain('/pt-BR/articles/KA-90001');
  });
});

describe('the permalink', () => {
  it('can be read in four formats without JavaScript', () => {
    const html = render(buildReading([buildTranslation({ title: 'Lampe [A] & "B"' })]));
    expect(html).toContain(
      'KA-90001: Lampe [A] &amp; &quot;B&quot;\nhttps://help.example/KA-90001</textarea>',
    );
    expect(html).toContain(
      '[KA-90001: Lampe \\[A\\] &amp; &quot;B&quot;](https://help.example/KA-90001)</textarea>',
    );
    expect(html).toContain(
      '&lt;a href=&quot;https://help.example/KA-90001&quot;>KA-90001: Lampe [A] &amp;amp;',
    );
    expect(html).toMatch(/<p class="permalink-rich"[^>]*><a href="https:\/\/help.example\/KA-90001">/);
  });
});

describe('the walk', () => {
  it('is offered if there is one', () => {
    const html = render(buildReading([german]), 'de', { walkHref: '/de/articles/KA-90001/walk' });
    expect(html).toMatch(/<a class="button button-primary" href="\/de\/articles\/KA-90001\/walk"/);
    expect(render(buildReading([german]))).not.toContain('/walk"');
  });
});

describe('the head', () => {
  const html = render(
    buildReading([buildTranslation({ title: 'A </script> B', keywords: ['lampe', 'blinkt'] }), english]),
  );

  it('names the other formats and the feed', () => {
    expect(html).toContain('<link rel="alternate" type="text/markdown" href="/de/articles/KA-90001.md"/>');
    expect(html).toContain(
      '<link rel="alternate" type="application/json" href="/de/articles/KA-90001.json"/>',
    );
    expect(html).toContain('href="/de/feed.atom"');
  });

  it('describes the article by its beginning if it has no description', () => {
    expect(html).toContain('<meta name="description" content="Sie blinkt."/>');
    expect(html).toContain('<meta property="og:type" content="article"/>');
  });

  it('carries the article and its steps as JSON-LD that cannot leave its element', () => {
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(json).not.toMatch(/[<>&]/);
    const [article, howTo] = JSON.parse(json)['@graph'];
    expect(article).toMatchObject({
      '@type': 'TechArticle',
      headline: 'A </script> B',
      inLanguage: 'de',
      version: 3,
    });
    expect(howTo.step).toHaveLength(2);
    expect(howTo.step[1]).toMatchObject({
      position: 2,
      url: 'https://help.example/de/articles/KA-90001#step-2',
    });
  });

  it('describes an article without steps as an Article', () => {
    const plain = render(buildReading([buildTranslation({ steps: [], sections: [] })]));
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(plain)?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({ '@type': 'TechArticle' });
  });
});
