import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../support/compile.js';

describe('export escapes', () => {
  it.each([
    ['Tools `>`  Security', 'Tools >  Security'],
    ['error `[` 1`]`', 'error [1]'],
    ['`<` aem-host`>`', '<aem-host>'],
    ['`<` !`[` CDATA`[` x`]` `]` `>`', '<![CDATA[x] ] >'],
    ['merged `<``>` here', 'merged <> here'],
    ['merged `<``>``<``[` here', 'merged <><[here'],
    ['x="http://a.example/x"`>` behind a URL', 'x="http://a.example/x"> behind a URL'],
    ['http://a.example/x`>` too', 'http://a.example/x> too'],
  ])('turns %j into %j', (markdown, text) => {
    expect(renderMarkdown(markdown).text).toBe(text.replace(/ +/g, ' '));
  });

  it('leaves code with more than one such character alone', () => {
    expect(renderMarkdown('run `a > b` and `[]`').html).toBe(
      '<p>run <code>a > b</code> and <code>[]</code></p>',
    );
  });

  it('removes one space only after an opening character', () => {
    expect(renderMarkdown('`<`  two').html).toBe('<p>&#x3C; two</p>');
  });

  it('works inside bold text, links and table cells', () => {
    const { html } = renderMarkdown(
      '**A `>` B** and [x `[` 1`]`](https://help.example/)\n\n| a `>` b |\n| - |\n| c |',
    );
    expect(html).toContain('<strong>A > B</strong>');
    expect(html).toContain('<a href="https://help.example/">x [1]</a>');
    expect(html).toContain('<th>a > b</th>');
  });

  it('never lets the joined characters become a tag', () => {
    expect(renderMarkdown('`<` script`>` alert(1) `<` /script`>`').html).toBe(
      '<p>&#x3C;script> alert(1) &#x3C;/script></p>',
    );
  });
});
