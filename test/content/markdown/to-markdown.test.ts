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

  it('writes an admonition as a quote with a bold title', () => {
    expect(toMarkdown(renderMarkdown('>[!NOTE]\n>Unplug it.').html)).toBe('> **Note**\n>\n> Unplug it.');
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
