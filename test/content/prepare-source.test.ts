import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareSource } from '../../src/content/split-front-matter.js';
import { renderMarkdown } from '../support/compile.js';

describe('prepareSource', () => {
  it('ends every line with LF, however they were mixed', () => {
    expect(prepareSource('a\r\nb\rc\n')).toBe('a\nb\nc\n');
  });

  it('removes byte order marks, control characters and the internal placeholder', () => {
    expect(prepareSource('\uFEFFa\u0000b\u0007c\uE000d\te')).toBe('abcd\te');
  });

  it('separates paragraphs at lines that only look empty', () => {
    expect(renderMarkdown('one\n\u00A0\ntwo\n \u200B \nthree').html).toBe(
      '<p>one</p>\n<p>two</p>\n<p>three</p>',
    );
  });

  it('leaves code lines that look empty unchanged', () => {
    expect(renderMarkdown('```\na\n\u00A0\nb\n```').html).toBe('<pre><code>a\n\u00A0\nb\n</code></pre>');
  });

  it('keeps the number of lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(prepareSource(text).split('\n')).toHaveLength(text.split(/\r\n?|\n/).length);
      }),
    );
  });
});

describe('the rendered text', () => {
  it('has no zero-width characters, and emphasis before a letter is closed by them', () => {
    expect(renderMarkdown('*強調*\u200Bです &#x200B;x').html).toBe('<p><em>強調</em>です x</p>');
  });

  it('shows no backslash for a hard break at the end', () => {
    expect(renderMarkdown('Paste the code:\\\n\n    x').html).toContain('<p>Paste the code:</p>');
    expect(renderMarkdown('one\\\ntwo').html).toBe('<p>one<br>\ntwo</p>');
  });

  it('keeps the backslash of a path', () => {
    expect(renderMarkdown('Go to C:\\').html).toBe('<p>Go to C:\\</p>');
    expect(renderMarkdown('Go to C:\\lamp\\').html).toBe('<p>Go to C:\\lamp\\</p>');
  });

  it('keeps template braces', () => {
    expect(renderMarkdown('{{x}} {%%x%%} ${x} {width=5}').html).toBe('<p>{{x}} {%%x%%} ${x} {width=5}</p>');
  });
});
