import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../support/compile.js';

describe('tables', () => {
  it('keep alignment, line breaks and inline text in cells', () => {
    const { html, text } = renderMarkdown('| A | B |\n| :- | -: |\n| one<br>two | <b>x</b> \\| `y` |');
    expect(html).toContain('<th align="left">A</th>');
    expect(html).toContain('<td align="left">one<br>\ntwo</td>');
    expect(html).toContain('<td align="right"><strong>x</strong> | <code>y</code></td>');
    expect(text).toContain('one\ntwo | x | y');
  });

  it('can have one column', () => {
    expect(renderMarkdown('| Only |\n| --- |\n| x |').html).toContain('<td>x</td>');
  });

  it('with a single code cell become the code block', () => {
    const { html, text } = renderMarkdown(
      '| `12:00 *ERROR* [pool]` `Lamp`<br>`at lamp.Blink(Blink.java:7)` |\n| --- |',
    );
    expect(html).toBe('<pre><code>12:00 *ERROR* [pool] Lamp\nat lamp.Blink(Blink.java:7)\n</code></pre>');
    expect(text).toBe('12:00 *ERROR* [pool] Lamp\nat lamp.Blink(Blink.java:7)');
  });

  it.each([
    '| `code` and words |\n| --- |',
    '| words |\n| --- |',
    '| `a` |\n| --- |\n| b |',
    '| `a` | `b` |\n| --- | --- |',
  ])('stay tables: %j', (markdown) => {
    expect(renderMarkdown(markdown).html).toContain('<table>');
  });
});
