import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countInHtml, markHtml, type TextMark } from '../../../src/content/markdown/mark-html.js';

const mark = (text: string, occurrence = 0): TextMark => ({
  text,
  occurrence,
  open: '<mark>',
  close: '</mark>',
  after: '<sup>1</sup>',
});
const marked = (html: string, ...marks: TextMark[]) => markHtml(html, marks).html;

describe('a highlight in HTML', () => {
  it('surrounds the words', () => {
    expect(marked('<p>Set the lamp.</p>', mark('the lamp'))).toBe(
      '<p>Set <mark>the lamp</mark><sup>1</sup>.</p>',
    );
  });

  it('crosses element boundaries without breaking them', () => {
    expect(marked('<p>Set <b>the</b> lamp.</p>', mark('Set the lamp'))).toBe(
      '<p><mark>Set </mark><b><mark>the</mark></b><mark> lamp</mark><sup>1</sup>.</p>',
    );
  });

  it('skips whitespace between elements', () => {
    expect(marked('<p>a</p>\n<p>b</p>', mark('a b'))).toBe(
      '<p><mark>a</mark></p>\n<p><mark>b</mark><sup>1</sup></p>',
    );
  });

  it('finds escaped text', () => {
    expect(marked('<p>a &#x26; b &#x3C; c</p>', mark('& b <'))).toBe(
      '<p>a <mark>&#x26; b &#x3C;</mark><sup>1</sup> c</p>',
    );
  });

  it('selects the intended occurrence', () => {
    expect(marked('<p>de de de</p>', mark('de', 2))).toBe('<p>de de <mark>de</mark><sup>1</sup></p>');
    expect(markHtml('<p>de</p>', [mark('de', 2)]).placed.size).toBe(0);
  });

  it('ignores line breaks and invisible characters', () => {
    expect(countInHtml('<p>one\ntwo\u200B three</p>', 'one  two three')).toBe(1);
  });

  it('omits overlapping ones', () => {
    expect(marked('<p>a b c</p>', mark('a b'), mark('b c'))).toBe('<p><mark>a b</mark><sup>1</sup> c</p>');
  });

  it('never occurs inside a tag', () => {
    expect(marked('<a href="/x" title="lamp > x">lamp</a>', mark('lamp'))).toBe(
      '<a href="/x" title="lamp > x"><mark>lamp</mark><sup>1</sup></a>',
    );
  });

  it('changes nothing but its own elements', () => {
    const html = '<p>ab <code>a&#x26;b</code>\n<b>ba</b> 日本</p>';
    fc.assert(
      fc.property(fc.stringMatching(/^[ab&<日本 *]{1,6}$/), fc.nat(2), (text, occurrence) => {
        expect(marked(html, mark(text, occurrence)).replace(/<\/?mark>|<sup>1<\/sup>/g, '')).toBe(html);
      }),
    );
  });
});
