import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../src/content/markdown/to-markdown.js';
import { compileArticle, diagnosticCodes, htmlOf } from '../support/compile.js';

interface Shown {
  readonly html: string;
  readonly text: string;
  readonly markdown: string;
  readonly codes: readonly string[];
}

/** An article's description (or all of it, where it has headings of its own) as every surface shows it. */
function show(locale: string, body: string): Shown {
  const text = /^## /m.test(body) ? body : `## X {#description}\n\n${body}`;
  const compiled = compileArticle(text, {}, { locale, path: `${locale}/KA-90001.md` });
  const sections = compiled.translation?.sections ?? [];
  const html = htmlOf(compiled);
  return {
    html,
    text: sections.map((section) => section.text).join('\n'),
    markdown: toMarkdown(html),
    codes: diagnosticCodes(compiled),
  };
}

describe('emphasis next to characters without spaces', () => {
  it.each([
    ['ja', 'ここで**「電源」**を押します。', '<strong>「電源」</strong>'],
    ['ja', '1. **設定（詳細）**を開く。', '<strong>設定（詳細）</strong>'],
    ['ja', '次に**`lamp`**を実行し', '<strong><code>lamp</code></strong>'],
    ['ja', '*「注意」*を読み、~~「古い」~~を消す。', '<em>「注意」</em>を読み、<del>「古い」</del>'],
    ['ja', '| a | b |\n| - | - |\n| x | **「保存」**を |', '<strong>「保存」</strong>'],
    ['ja', '> これは***「重要」***です', '<em><strong>「重要」</strong></em>'],
    [
      'ja',
      '**[手順](https://help.example/)**を読む',
      '<strong><a href="https://help.example/">手順</a></strong>',
    ],
    ['ja', '**[!UICONTROL 電源]**を押す', '<strong><b class="uicontrol">電源</b></strong>'],
    ['ko', '화면에서 **설정(일반)**을 누르세요.', '<strong>설정(일반)</strong>'],
    ['ko', "**'저장'**을 클릭", "<strong>'저장'</strong>"],
    ['zh-Hans', '请注意，**先关闭电源。**然后打开盖子。', '<strong>先关闭电源。</strong>'],
    ['zh-Hant', '請按**“電源”**後再試', '<strong>“電源”</strong>'],
  ])('is closed in %s: %s', (locale, markdown, expected) => {
    const { html, text, markdown: written } = show(locale, markdown);
    expect(html).toContain(expected);
    expect(text).not.toMatch(/\*|~~/);
    expect(written).not.toMatch(/\\\*|\\~/);
  });

  it('leaves single tildes between numbers', () => {
    expect(show('ko', '12~24시간, 24~48시간').text).toBe('12~24시간, 24~48시간');
    expect(show('ja', '**「1~2」**を 3~4 回').html).toContain('<strong>「1~2」</strong>を 3~4 回');
  });
});

describe('raw HTML', () => {
  it.each([
    [
      'de',
      '<table>\n<tr><th>Farbe</th><th>Bedeutung</th></tr>\n<tr><td>Rot</td><td>Fehler</td></tr>\n</table>',
    ],
    [
      'ar',
      '<table><thead><tr><th>Farbe</th><th>Bedeutung</th></tr></thead><tbody><tr><td>Rot</td><td>Fehler</td></tr></tbody></table>',
    ],
    ['ru', 'Text\n<table><tr><th>Farbe<th>Bedeutung<tr><td>Rot<td>Fehler</table>'],
  ])('of a table becomes a table (%s)', (locale, html) => {
    const shown = show(locale, html);
    expect(shown.html).toMatch(/<th>Farbe<\/th>\s*<th>Bedeutung<\/th>/);
    expect(shown.html).toMatch(/<td>Rot<\/td>\s*<td>Fehler<\/td>/);
    expect(shown.text).toContain('Farbe | Bedeutung\nRot | Fehler');
    expect(shown.markdown).toContain('| Rot | Fehler |');
  });

  it('of a table without headings gets no empty header row', () => {
    const { html } = show('de', '<table><tr><td>Rot</td><td>Fehler</td></tr></table>');
    expect(html).toMatch(/<table>\s*<tbody>\s*<tr>\s*<td>Rot<\/td>\s*<td>Fehler<\/td>/);
  });

  it('of a list in a cell keeps its items apart', () => {
    const { html, text, markdown } = show(
      'de',
      '| a | b |\n| - | - |\n| x | <ul><li>eins</li><li>zwei</li></ul> |',
    );
    expect(html).toContain('<li>eins</li>');
    expect(text).not.toContain('einszwei');
    expect(markdown).not.toMatch(/einszwei|\|\s*\n\s*-/);
  });

  it('of an ordered list in the resolution becomes steps', () => {
    const { translation } = compileArticle(
      '## R {#resolution}\n\n<ol>\n<li>افتح <b>الغطاء</b>.</li>\n<li>أدر يسارًا.</li>\n</ol>',
    );
    expect(translation?.steps.map((step) => step.text)).toEqual(['افتح الغطاء.', 'أدر يسارًا.']);
  });

  it('of preformatted text keeps its lines', () => {
    const { html, text } = show('de', 'x\n\n<pre>\nzeile eins\n   zeile zwei\n\n   &lt;drei>\n</pre>');
    expect(html).toContain('<pre><code>zeile eins\n   zeile zwei\n\n   &#x3C;drei>\n</code></pre>');
    expect(text).toContain('zeile eins\n   zeile zwei');
  });

  it('of a heading becomes a heading', () => {
    expect(show('de', '<h3>Vorbereitung</h3>\n\nText').html).toMatch(/<h3[^>]*>Vorbereitung/);
    expect(show('ja', '<h4 id="zwei">準備</h4>\n\nText').html).toMatch(/<h4 id="zwei">準備/);
  });

  it('of a details block keeps it, and parses the Markdown in it', () => {
    const { html, text } = show(
      'de',
      '<details>\n<summary>Mehr</summary>\n\n**Fett** und\n\n- Punkt\n\n</details>\n\nDanach',
    );
    expect(html).toMatch(
      /<details>\s*<summary>Mehr<\/summary>\s*<p><strong>Fett<\/strong> und<\/p>\s*<ul>\s*<li>Punkt<\/li>\s*<\/ul>\s*<\/details>\s*<p>Danach<\/p>/,
    );
    expect(text).toBe('Mehr\nFett und\nPunkt\nDanach');
  });

  it('of a definition list, a quote and a figure keeps its words apart', () => {
    const { text } = show(
      'de',
      '<dl><dt>Rot</dt><dd>Fehler</dd></dl>\n<blockquote>Zitat</blockquote>\n<figure><img src="assets/lamp.png" alt="Lampe"><figcaption>Bild</figcaption></figure>',
    );
    expect(text.split('\n')).toEqual(['Rot', 'Fehler', 'Zitat', 'Lampe', 'Bild']);
  });

  it('of a form keeps the labels of its fields apart', () => {
    expect(show('de', '<label>Name</label><input value="x"><button>Los</button>').text).toMatch(
      /^Name\s+Los$/,
    );
    expect(show('de', '<div><label>Name</label><input value="x"><button>Los</button></div>').text).toMatch(
      /Name\s+.*\s*Los/,
    );
  });

  it('that is unknown stays as text', () => {
    expect(show('de', '<div>Host <Port></div>').text).toBe('Host <Port>');
  });

  it('in a list item is read there', () => {
    const { html } = show('de', '- Punkt\n\n  <table><tr><td>Rot</td><td>Fehler</td></tr></table>\n- Zwei');
    expect(html).toMatch(/<li>\s*<p>Punkt<\/p>\s*<table>/);
    expect(html).toContain('<td>Rot</td>');
  });

  it('that is unclosed or deeply nested loses no words and does not crash the compiler', () => {
    expect(show('de', '<div><table><tr><td>eins\n\nzwei **drei**\n\n## Vier\n\nfünf').text).toContain(
      'zwei drei',
    );
    expect(show('de', `${'<div>'.repeat(50)}Wort`).text).toBe('Wort');
  });
});

describe('second-level headings', () => {
  it.each([
    ['de', 'Voraussetzungen', 'Werkzeug', 'Vorgehen'],
    ['ja', '前提', '道具', '進め方'],
    ['ru', 'Условия', 'Инструмент', 'Порядок'],
    ['ar', 'المتطلبات', 'الأدوات', 'الخطوات'],
  ])('that are unknown stay visible in %s and are reported', (locale, a, b, c) => {
    const compiled = compileArticle(`# T\n\n## ${a}\n\nx\n\n## ${b}\n\ny\n\n${c}\n---\n\nz`, {}, { locale });
    const titles = compiled.translation?.sections.map((section) => section.heading ?? '') ?? [];
    const shown = `${titles.join(' ')} ${htmlOf(compiled)}`;
    for (const heading of [a, b, c]) expect(shown).toContain(heading);
    expect(diagnosticCodes(compiled)).toEqual(['heading-unknown', 'heading-unknown', 'heading-unknown']);
  });

  it.each(['ar', 'he', 'tr', 'ru', 'pl', 'uk', 'hi', 'vi', 'th'])(
    'are kept in %s, which has no UI texts',
    (locale) => {
      const { translation } = compileArticle(
        '## Açıklama {#description}\n\nx\n\n## Çözüm {#resolution}\n\n1. y',
        {},
        { locale },
      );
      expect(translation?.sections.map(({ heading }) => heading)).toEqual(['Açıklama', 'Çözüm']);
    },
  );

  it.each([
    ['ar', 'الحلّ', 'الوصف', 'الســبب:'],
    ['he', 'פִּתְרוֹן', 'תיאור', 'סיבה:'],
  ])(
    'are recognised by their words in %s, in any order, with or without vowel points',
    (locale, resolution, description, cause) => {
      const compiled = compileArticle(
        `## \u200F${resolution}\n\n1. x\n\n### ${cause}\n\ny\n\n## ${description}\n\nz`,
        {},
        { locale },
      );
      expect(compiled.translation?.sections.map(({ name }) => name)).toEqual([
        'resolution',
        'cause',
        'description',
      ]);
      expect(compiled.translation?.steps).toHaveLength(1);
      expect(diagnosticCodes(compiled)).not.toContain('heading-unknown');
    },
  );

  it('get the fixed titles if the UI has the language', () => {
    const { translation } = compileArticle('## Beschreibung {#description}\n\nx', {}, { locale: 'de-AT' });
    expect(translation?.sections[0]?.heading).toBeUndefined();
  });
});

describe('sub-headings', () => {
  it('keep their depth', () => {
    const { html, markdown } = show('de', '### Drei\n\na\n\n#### Vier\n\nb\n\n##### Fünf\n\nc');
    expect(html).toMatch(/<h3[^>]*>Drei.*<h4[^>]*>Vier.*<h5[^>]*>Fünf/s);
    expect(markdown).toMatch(/^### Drei$.*^#### Vier$.*^##### Fünf$/ms);
  });
});

describe('footnotes', () => {
  it.each([
    ['de', 'Die Lampe[^1] blinkt.\n\n[^1]: Nur Modell zwei.', 'Nur Modell zwei.'],
    ['de', 'Die Lampe[^m] blinkt.\n\n[^m]: Modell', 'Modell'],
    ['ja', 'ランプ[^注]が点滅。\n\n[^注]: 型番二のみ。', '型番二のみ。'],
    ['ar', 'المصباح[^1] يومض.\n\n[^1]: الطراز الثاني فقط.', 'الطراز الثاني فقط.'],
    [
      'en',
      'Lamp[^1] and cable[^2].\n\n[^1]: First line.\n    Second line.\n[^2]: `code` here.',
      'First line. Second line.',
    ],
    ['en', 'No mark.\n\n[^x]: Nobody refers to this.', 'Nobody refers to this.'],
  ])('are a link and a note in %s: %s', (locale, markdown, note) => {
    const { html, text } = show(locale, markdown);
    if (markdown.startsWith('No')) expect(html).toContain('<li id="note-1">');
    else expect(html).toMatch(/<sup id="note-1-mark"><a href="#note-1">\[1\]<\/a><\/sup>.*<li id="note-1">/s);
    expect(text).toContain(note);
    expect(html).not.toContain('[^');
  });

  it('link to their targets', () => {
    const { html } = show('de', 'Die Lampe[^q] blinkt.\n\n[^q]: https://help.example/quelle');
    expect(html).toContain('<a href="https://help.example/quelle">');
    expect(html).not.toContain('^q');
  });

  it('of a step follow the steps and are not steps', () => {
    const { translation } = compileArticle(
      '## R {#resolution}\n\n1. Öffnen[^a].\n2. Drehen[^b].\n\n[^a]: Langsam.\n\n[^b]: Links.',
    );
    expect(translation?.steps.map((step) => step.text)).toEqual(['Öffnen[1].', 'Drehen[2].']);
    expect(translation?.sections[0]?.text).toContain('Langsam.\nLinks.');
  });
});

describe('task lists', () => {
  it.each([
    ['de', '- [x] Strom aus\n- [ ] Deckel auf', '☑ Strom aus\n☐ Deckel auf'],
    ['ja', '1. [X] 電源を切る\n2. [ ] 開ける', '☑ 電源を切る\n☐ 開ける'],
  ])('show their boxes in %s', (locale, markdown, text) => {
    const shown = show(locale, markdown);
    expect(shown.text).toBe(text);
    expect(shown.html).not.toMatch(/\[[xX ]\]/);
    expect(shown.markdown).toContain('☑');
  });
});

describe('link definitions', () => {
  it.each([
    [
      'Siehe [Quelle].\n\n[Quelle]: https://help.example/erste\n[Quelle]: https://help.example/zweite',
      'https://help.example/erste',
    ],
    ['Siehe [Quelle] bitte.\n\n> [Quelle]: https://help.example/zitat', 'https://help.example/zitat'],
    [
      '1. Siehe [Quelle].\n\n   [Quelle]: https://help.example/liste\n2. Weiter.',
      'https://help.example/liste',
    ],
    ['Siehe [источник].\n\n[ИСТОЧНИК]: https://help.example/ru', 'https://help.example/ru'],
  ])('apply wherever they are, first one first: %j', (markdown, address) => {
    expect(show('de', markdown).html).toContain(`href="${address}"`);
  });
});

describe('bare addresses', () => {
  it.each([
    [
      'de',
      'Siehe „https://a.example/a“ und »https://a.example/b« und https://a.example/c… Ende.',
      ['a', 'b', 'c'],
    ],
    [
      'fr',
      'Voir « https://a.example/a » puis «https://a.example/b» et l’adresse https://a.example/c’.',
      ['a', 'b', 'c'],
    ],
    ['ja', '詳細（https://a.example/a）です。https://a.example/b。次。', ['a', 'b']],
    ['zh-Hans', '和“https://a.example/a”。以及https://a.example/b，下一个。', ['a', 'b']],
    ['ko', '(https://a.example/a)을 보고 https://a.example/b를 여세요.', ['a', 'b']],
    ['ar', 'انظر https://a.example/a، ثم https://a.example/b؟ نعم.', ['a', 'b']],
    ['he', 'ראו https://a.example/aואז «https://a.example/b».', ['a', 'b']],
    ['th', 'ดูที่ https://a.example/aแล้วกดปุ่ม', ['a']],
    ['hi', 'देखें https://a.example/a। फिर https://a.example/bपर', ['a', 'b']],
    ['de', 'Siehe "https://a.example/a" und (https://a.example/b).', ['a', 'b']],
  ])('end where a reader expects in %s', (locale, markdown, paths) => {
    const { html, text } = show(locale, markdown);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(
      paths.map((name) => `https://a.example/${name}`),
    );
    expect(text).toBe(markdown);
  });

  it('include letters that belong to a path', () => {
    const { html } = show('de', 'https://de.example/wiki/Größe und https://ru.example/wiki/Лампа');
    expect(html).toContain('>https://de.example/wiki/Größe</a>');
    expect(html).toContain('>https://ru.example/wiki/Лампа</a>');
  });
});

describe('links within an article', () => {
  it.each([
    ['de', 'Siehe [unten](#den-deckel-öffnen).\n\n### Den Deckel öffnen\n\nText.'],
    ['de', 'Siehe [unten](#DeckelAuf).\n\n### Deckel auf {#DeckelAuf}\n\nText.'],
    ['de', 'Siehe [unten](#deckelauf).\n\n### Deckel auf {#DeckelAuf}\n\nText.'],
    ['ru', 'См. [ниже](#вернуть-свет).\n\n### Вернуть свет\n\nТекст'],
    ['ja', '[下](#準備)を参照\n\n### 準備\n\n本文'],
    ['ar', '[أدناه](#فتح-الغطاء)\n\n### فتح الغطاء\n\nنص'],
    ['hi', '[नीचे](#ढक्कन-खोलें)\n\n### ढक्कन खोलें\n\nx'],
    ['de', 'Siehe [Stelle](#stelle).\n\nText <a name="stelle"></a>hier.'],
    ['de', 'Siehe [Ort](#ort).\n\nText <span id="ort"></span>dort.'],
    ['de', '[x](#beschreibung)\n\n### Ursache\n\ny'],
    ['de', '[x](#ursache)\n\n### Ursache\n\ny'],
    ['de', '[x](#a.b:c)\n\n- ### In der Liste {#a.b:c}\n\n  y'],
  ])('lead to an element of the page in %s: %s', (locale, markdown) => {
    const { html } = show(locale, `## Beschreibung {#description}\n\n${markdown}`);
    const target = decodeURIComponent(/href="#([^"]+)"/.exec(html)?.[1] ?? 'none');
    const compiled = compileArticle(`## Beschreibung {#description}\n\n${markdown}`, {}, { locale });
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const anchors = compiled.translation?.sections.map(({ anchor }) => anchor) ?? [];
    expect([...ids, ...anchors]).toContain(target);
    expect(html).not.toContain('{#');
  });

  it('find unique ids that do not clash with the page', () => {
    const headings = [
      'A {#gleich}',
      'B {#gleich}',
      'C {#description}',
      'D {#step-1}',
      'E {#main}',
      'Cause 2 {#cause}',
      'F {#gleich-1}',
    ];
    const { html } = show(
      'de',
      `${headings.map((heading) => `### ${heading}\n\nx`).join('\n\n')}\n\n## R {#resolution}\n\n1. y`,
    );
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('gleich');
    for (const own of ['description', 'main', 'cause', 'resolution']) expect(ids).not.toContain(own);
  });
});

describe('links to other articles', () => {
  it.each([
    '/en/articles/KA-05555',
    '../en/KA-05555.md',
    'KA-05555.md',
    './ka-05555.md#step-2',
    '/KA-05555',
    '../zh-Hans/articles/KA-05555.md?x=y',
    'KA-05555.markdown',
    'KA-05555',
  ])('by the path %s lead to the article in the reader’s locale', (path) => {
    const { html } = show('de', `Siehe [Kabel](${path}).`);
    expect(html).toMatch(/href="\/en\/articles\/KA-05555(?:#step-2)?"/);
  });

  it('by telephone stay links', () => {
    expect(show('de', '[0800 123](tel:+49800123)').html).toContain('href="tel:+49800123"');
    expect(show('de', '[x](tel:javascript)').html).not.toContain('href');
  });
});

describe('code in right-to-left text', () => {
  it.each(['ar', 'he', 'fa', 'ur'])('is marked left to right (%s)', (locale) => {
    const { html } = show(locale, 'اكتب `<slot />` هنا.\n\n```\nlamp --on (x)\n```');
    expect(html).toContain('<code dir="ltr">&#x3C;slot />');
    expect(html).toContain('<pre dir="ltr"><code dir="ltr">lamp');
  });

  it('is not marked elsewhere', () => {
    expect(show('de', '`x`').html).toContain('<code>x</code>');
  });
});
