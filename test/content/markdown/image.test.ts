import { describe, expect, it } from 'vitest';
import { compileArticle, htmlOf, renderMarkdown } from '../../support/compile.js';

const LAMP = '<img src="/images/de/assets/lamp.png" alt="Lamp" loading="lazy" decoding="async">';

describe('images', () => {
  it('that are local are shown and lazy-loaded', () => {
    expect(renderMarkdown('![Lamp](assets/lamp.png)')).toMatchObject({
      html: `<p>${LAMP}</p>`,
      diagnostics: [],
    });
  });

  it.each(['', '2', '3b', 'lamp.png', 'iVBORw0KGgoAAAANSUhEUgAAAAUA'])(
    'are numbered when their description is %j',
    (alt) => {
      const { html } = renderMarkdown(`![Lamp](assets/lamp.png) ![${alt}](assets/lamp.png)`, 'de');
      expect(html).toContain('alt="Abbildung 2"');
    },
  );

  it('that are missing become their alt text, with a diagnostic', () => {
    expect(renderMarkdown('![Chart](assets/none.png)')).toMatchObject({
      html: '<p>[Chart]</p>',
      diagnostics: ['image-missing'],
    });
  });

  it('on other hosts become a link that names the host', () => {
    expect(renderMarkdown('![](http://pics.example/a.png)')).toMatchObject({
      html: '<p><a href="http://pics.example/a.png" class="remote-image">Figure 1, on pics.example</a></p>',
      diagnostics: ['remote-image'],
    });
    expect(renderMarkdown('![](//pics.example/a.png)').html).toContain('href="https://pics.example/a.png"');
  });

  it('without alt text in the translation take it from the source, marked as its language', () => {
    const source = compileArticle('![A lamp at night](assets/lamp.png) ![](assets/lamp.png)');
    const html = htmlOf(compileArticle('![](assets/lamp.png)', {}, { locale: 'de', source: source.context }));
    expect(html).toContain('alt="A lamp at night"');
    expect(html).toContain('lang="en"');
  });

  it('on other hosts are separated from adjacent words', () => {
    const { html } = renderMarkdown(
      'See![](http://pics.example/a.png)**here** and ![](http://pics.example/b.png) there',
    );
    expect(html.replace(/<[^>]+>/g, '')).toBe(
      'See Figure 1, on pics.example here and Figure 2, on pics.example there',
    );
  });

  it('on other hosts are only named inside a link', () => {
    expect(renderMarkdown('[![Chart](https://pics.example/a.png)](https://help.example/)').html).toBe(
      '<p><a href="https://help.example/">Chart, on pics.example</a></p>',
    );
  });

  it('inside a link stay in it', () => {
    expect(renderMarkdown('[![Lamp](assets/lamp.png)](https://help.example/)').html).toBe(
      `<p><a href="https://help.example/">${LAMP}</a></p>`,
    );
  });

  it('with inline data are extracted and served as files', () => {
    const { html, diagnostics } = renderMarkdown('![Lamp](data:image/png;base64,iVBORw0KGgo=)');
    expect(html).toContain('src="/images/inline/abc.png"');
    expect(html).not.toContain('data:');
    expect(diagnostics).toEqual([]);
  });

  it.each(['data:image/svg+xml;base64,PHN2Zz4=', 'data:image/bmp;base64,Qk0='])(
    'of another kind (%s) are not shown, and reported',
    (address) => {
      expect(renderMarkdown(`![Lamp](${address})`)).toMatchObject({
        html: '<p>[Lamp]</p>',
        diagnostics: ['image-rejected'],
      });
    },
  );

  it.each([
    'data:text/html;base64,PHNjcmlwdD4=',
    'data:text/html,<script>x</script>',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'file:///etc/passwd',
  ])('with the URL %s are not shown', (address) => {
    const { html, diagnostics } = renderMarkdown(`![Lamp](<${address}>)`.replace('<script>x</script>', 'x'));
    expect(html).toBe('<p>[Lamp]</p>');
    expect(diagnostics).toEqual(['unsafe-address']);
  });

  it('are resolved by reference', () => {
    expect(renderMarkdown('![Lamp][l]\n\n[l]: assets/lamp.png').html).toBe(`<p>${LAMP}</p>`);
  });
});
