import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../src/content/markdown/to-markdown.js';
import { renderMarkdown } from '../../support/compile.js';

describe('toMarkdown', () => {
  it.each([
    'A paragraph with **bold**, *emphasis*, `code` and [a link](https://help.example/).',
    'One.\n\nTwo.',
    '### A heading\n\nText.',
    '- one\n- two\n  - inner',
    '1. one\n\n   a paragraph\n\n2. two',
    '3. three\n4. four',
    '```\nlamp --off\n```',
    '````\n```\n````',
    '``a`b``',
    '> a quote',
    '| A | B |\n| - | - |\n| x \\| y | z |',
    'one\\\ntwo',
    '---',
  ])('round-trips %j', (markdown) => {
    expect(toMarkdown(renderMarkdown(markdown).html)).toBe(markdown);
  });

  it('escapes Markdown syntax, but not identifiers', () => {
    expect(toMarkdown('<p>*x* [y] &lt;b> snake_case _z_ a\\b</p>')).toBe(
      '\\*x\\* \\[y] \\<b> snake_case \\_z\\_ a\\b',
    );
    expect(toMarkdown('<p># no heading</p><p>1. no list</p>')).toBe('\\# no heading\n\n1\\. no list');
  });

  it('escapes an ampersand only where it would start a character reference', () => {
    expect(
      toMarkdown(
        '<p>R&amp;D, AT&amp;T;, &amp;amp;amp; <a href="/x?a=1&amp;b=2">x</a></p>',
        'https://a.example',
      ),
    ).toBe('R&D, AT\\&T;, \\&amp;amp; [x](https://a.example/x?a=1&b=2)');
  });

  it('writes an admonition as a quote with a bold title', () => {
    expect(toMarkdown(renderMarkdown('>[!NOTE]\n>Unplug it.').html)).toBe('> **Note**\n>\n> Unplug it.');
  });

  it.each([
    ['a space inside emphasis', '<b>Save </b>the file<b> now</b>', '**Save** the file **now**'],
    ['a no-break space', 'the <b>Extended\u00A0</b>tab<b>.</b>', 'the **Extended**\u00A0tab.'],
    ['spaces of nested emphasis', 'x<b> <i>y </i></b>z', 'x **_y_** z'],
    ['emphasis of a space only', 'a<b> </b>b', 'a b'],
    [
      'emphasis next to emphasis',
      '<b>Power </b><b>off</b>, <b>a</b><i>b</i>',
      '**Power** **off**, <strong>a</strong><em>b</em>',
    ],
    ['punctuation next to a letter', '<b>「電源」</b>を押す', '<strong>「電源」</strong>を押す'],
    ['code next to a letter', 'x<b><code>y</code></b>z', 'x<strong>`y`</strong>z'],
    ['code next to code', '<code>a</code><code>b</code>', '`ab`'],
    ['emphasis next to a letter in emphasis', '<i>日<b>配信</b></i>', '*日<strong>配信</strong>*'],
  ])('needs no character references for %s', (_, html, markdown) => {
    expect(toMarkdown(`<p>${html}</p>`)).toBe(markdown);
  });

  it('writes nested emphasis so that it reads the same, without character references', () => {
    const word = fc.constantFrom(
      'a',
      '日',
      ' ',
      '.',
      '「b」',
      '\u00A0',
      '<code>c</code>',
      '<a href="/d">d</a>',
    );
    const marked = (tag: string, inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc.array(inner, { maxLength: 3 }).map((parts) => `<${tag}>${parts.join('')}</${tag}>`);
    const strong = marked('strong', word);
    const emphasis = marked('em', fc.oneof(word, strong));
    const inline = fc.oneof(word, strong, emphasis, marked('del', fc.oneof(word, strong, emphasis)));
    const read = (text: string): string => text.replace(/\s+/gu, ' ').trim();
    fc.assert(
      fc.property(fc.array(inline, { maxLength: 6 }), (parts) => {
        const html = `<p>x${parts.join('')}x</p>`;
        const markdown = toMarkdown(html);
        expect(markdown).not.toMatch(/&#x/);
        expect(read(renderMarkdown(markdown).text)).toBe(read(renderMarkdown(html).text));
      }),
    );
  });

  it('survives any number of spaces in emphasis', () => {
    const spaces = '<i>\u00A0</i>'.repeat(20_000);
    expect(toMarkdown(`<p>a<b>${spaces}b${'\u00A0'.repeat(50_000)}c</b></p>`)).toMatch(
      /^a\u00A0+\*\*b\u00A0+c\*\*$/,
    );
  });

  it('makes URLs of this site absolute', () => {
    expect(
      toMarkdown(
        '<p><a href="/de/articles/KA-90002">x</a> <img src="/images/a.png" alt="A"></p>',
        'https://kb.example',
      ),
    ).toBe('[x](https://kb.example/de/articles/KA-90002) ![A](https://kb.example/images/a.png)');
  });

  it('round-trips any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[*_#>`[\]<&!.)+-]{0,3}[a-z0-9]{1,4}[*_#>`[\].)-]{0,2}$/), {
          minLength: 1,
          maxLength: 12,
        }),
        (words) => {
          const said = words.join(' ');
          const escaped = said.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
          expect(renderMarkdown(toMarkdown(`<p>${escaped}</p>`)).text).toBe(said);
        },
      ),
    );
  });

  it('never throws, and keeps the text of unknown HTML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (html) => {
        expect(toMarkdown(html)).toBeTypeOf('string');
      }),
    );
    expect(toMarkdown('<section><p>x</p></section></p></ul>')).toBe('x');
  });
});
