import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../support/compile.js';

describe('inline HTML', () => {
  it.each([
    ['<b>a</b> <strong>b</strong>', '<strong>a</strong> <strong>b</strong>'],
    ['<i>a</i> <em>b</em>', '<em>a</em> <em>b</em>'],
    [
      '<u style="x">a</u> <kbd>b</kbd> <sub>c</sub> <sup>d</sup> <code>e</code>',
      '<u>a</u> <kbd>b</kbd> <sub>c</sub> <sup>d</sup> <code>e</code>',
    ],
    ['a<br>b<br/>c', 'a<br>\nb<br>\nc'],
    [
      '<a href="https://help.example/" style="x" onclick="y">go</a>',
      '<a href="https://help.example/">go</a>',
    ],
    ['<span class="x">a</span>', '<span>a</span>'],
    ['<b>a &quot;b&quot; &#39;c&#39; &lt;d&gt;</b>', '<strong>a "b" \'c\' &#x3C;d></strong>'],
    ['<B>a</B>', '<strong>a</strong>'],
  ])('reads %s', (markdown, html) => {
    expect(renderMarkdown(markdown)).toMatchObject({ html: `<p>${html}</p>`, diagnostics: [] });
  });

  it.each([
    ['one <b>two', 'one <strong>two</strong>'],
    ['one </b>two', 'one two'],
    ['<b>a <i>b</b> c</i>', '<strong>a <em>b</em></strong><em> c</em>'],
    ['*D<b>eli*very?', '<em>D<strong>eli</strong></em><strong>very?</strong>'],
    ['<b>a *b</b> c*', '<strong>a <em>b</em></strong><em> c</em>'],
  ])('closes unbalanced and crossing tags in %s', (markdown, html) => {
    expect(renderMarkdown(markdown).html).toBe(`<p>${html}</p>`);
  });

  it('reports an unbalanced tag once per block', () => {
    expect(renderMarkdown('<b>x\n\n</b>y').diagnostics).toEqual(['unbalanced-tag', 'unbalanced-tag']);
  });

  it('does not let a tag reach into the next block', () => {
    expect(renderMarkdown('<b>one\n\ntwo').html).toBe('<p><strong>one</strong></p>\n<p>two</p>');
  });

  it('closes a tag that is opened twice', () => {
    expect(renderMarkdown('<b>a<b>b</b>c</b>d')).toMatchObject({
      html: '<p><strong>abc</strong>d</p>',
      diagnostics: [],
    });
  });

  it('reads Markdown under a tag on a line of its own', () => {
    expect(renderMarkdown('<b>\n### Environment\n</b>').html).toBe('<h3>Environment</h3>');
    expect(renderMarkdown('<br>\n*x*').html).toBe('<p>\n<em>x</em></p>');
  });

  it('keeps what is not an HTML tag as text', () => {
    expect(renderMarkdown('use http://<host>:<port>/ and <your-name>').html).toContain('&#x3C;your-name>');
    expect(renderMarkdown('set <port> here').html).toBe('<p>set &#x3C;port> here</p>');
  });

  it('drops layout tags but keeps their text', () => {
    expect(renderMarkdown('<font color="red">red</font> <div>box</div> end').html).toBe(
      '<p>red</p>\n<p>box</p>\n<p>end</p>',
    );
  });

  it.each(['script', 'style', 'iframe', 'object', 'svg', 'textarea', 'noscript'])(
    'drops <%s> with its content',
    (name) => {
      const { html, diagnostics } = renderMarkdown(
        `a <${name} src="https://evil.example/">secret()</${name}> b`,
      );
      expect(html).toBe('<p>a  b</p>');
      expect(diagnostics).toContain('unsafe-element');
    },
  );

  it('drops a script block', () => {
    expect(renderMarkdown('<script>\nalert(1)\n</script>\n\nafter').html).toBe('<p>after</p>');
  });

  it('drops comments', () => {
    expect(renderMarkdown('a <!-- secret --> b').html).toBe('<p>a  b</p>');
  });

  it('reads an <img> as an image', () => {
    expect(renderMarkdown('<img src="assets/lamp.png" onerror="alert(1)" alt="Lamp">').html).toBe(
      '<p><img src="/images/de/assets/lamp.png" alt="Lamp" loading="lazy" decoding="async"></p>',
    );
  });
});
