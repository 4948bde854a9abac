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

describe('a mark in HTML', () => {
  it('stands around the words', () => {
    expect(marked('<p>Set the lamp.</p>', mark('the lamp'))).toBe(
      '<p>Set <mark>the lamp</mark><sup>1</sup>.</p>',
    );
  });

  it('goes over the edges of elements without breaking them', () => {
    expect(marked('<p>Set <b>the</b> lamp.</p>', mark('Set the lamp'))).toBe(
      '<p><mark>Set </mark><b><mark>the</mark></b><mark> lamp</mark><sup>1</sup>.</p>',
    );
  });

  it('leaves out what only sets elements apart', () => {
    expect(marked('<p>a</p>\n<p>b</p>', mark('a b'))).toBe(
      '<p><mark>a</mark></p>\n<p><mark>b</mark><sup>1</sup></p>',
    );
  });

  it('finds what is escaped', () => {
    expect(marked('<p>a &#x26; b &#x3C; c</p>', mark('& b <'))).toBe(
      '<p>a <mark>&#x26; b &#x3C;</mark><sup>1</sup> c</p>',
    );
  });

  it('takes the occurrence that is meant', () => {
    expect(marked('<p>de de de</p>', mark('de', 2))).toBe('<p>de de <mark>de</mark><sup>1</sup></p>');
    expect(markHtml('<p>de</p>', [mark('de', 2)]).placed.size).toBe(0);
  });

  it('minds neither line breaks nor what cannot be seen', () => {
    expect(countInHtml('<p>one\ntwo\u200B three</p>', 'one  two three')).toBe(1);
  });

  it('leaves out one that overlaps another', () => {
    expect(marked('<p>a b c</p>', mark('a b'), mark('b c'))).toBe('<p><mark>a b</mark><sup>1</sup> c</p>');
  });

  it('never marks inside a tag', () => {
    expect(marked('<a href="/x" title="lamp > x">lamp</a>', mark('lamp'))).toBe(
      '<a href="/x" title="lamp > x"><mark>lamp</mark><sup>1</sup></a>',
    );
  });

  it('changes nothing but by its own elements, whatever is looked for', () => {
    const html = '<p>ab <code>a&#x26;b</code>\n<b>ba</b> 日本</p>';
    fc.assert(
      fc.property(fc.stringMatching(/^[ab&<日本 *]{1,6}$/), fc.nat(2), (text, occurrence) => {
        expect(marked(html, mark(text, occurrence)).replace(/<\/?mark>|<sup>1<\/sup>/g, '')).toBe(html);
      }),
    );
  });
});
