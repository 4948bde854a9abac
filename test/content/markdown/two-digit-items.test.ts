import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArticle, parseMarkdown } from '../../../src/content/markdown/parse-article.js';
import { renderMarkdown } from '../../support/compile.js';

const nine = Array.from({ length: 9 }, (_, i) => `${i + 1}. Step ${i + 1}`).join('\n');

describe('items 10 and up', () => {
  it('keep children that a translation indents by three', () => {
    const { html } = renderMarkdown(
      `${nine}\n10. Ten\n\n   A paragraph\n\n   - a list\n\n   \`\`\`\n   code\n   \`\`\`\n11. Eleven`,
    );
    expect(html.match(/<ol/g)).toHaveLength(1);
    expect(html).toContain('<p>A paragraph</p>');
    expect(html).toContain('<pre><code>code\n</code></pre>');
    expect(html).not.toContain('start=');
  });

  it('leave children indented by four unchanged', () => {
    const text = '10. Ten\n\n    - a\n      - b\n11. Eleven';
    expect(parseArticle(text).root).toEqual(parseMarkdown(text));
  });

  it('are not swallowed by the paragraph of the item before', () => {
    const { html } = renderMarkdown(
      `${nine}\n10. Ten\n\n   One\n\n   Two\n11. Eleven\n\n   Three\n12. Twelve\n13. Thirteen`,
    );
    expect(html.match(/<ol/g)).toHaveLength(1);
    expect(html.match(/<li>/g)).toHaveLength(13);
    expect(html).not.toContain('<pre>');
  });

  it('can contain lists', () => {
    const { html } = renderMarkdown(
      `${nine}\n10. Ten\n   1. one\n   2. two\n11. Eleven\n   - bullet\n12. Twelve`,
    );
    expect(html.match(/<ol/g)).toHaveLength(2);
    expect(html).toMatch(/<li>Ten\n<ol>\n<li>one<\/li>\n<li>two<\/li>\n<\/ol>\n<\/li>\n<li>Eleven\n<ul>/);
  });

  it('leave code inside them unchanged', () => {
    const code = '10. eins\n   zwei\n drei';
    expect(renderMarkdown(`\`\`\`\n${code}\n\`\`\``).html).toContain(`<pre><code>${code}\n`);
    expect(renderMarkdown(`1. x\n\n   \`\`\`\n   10) eins\n      zwei\n   \`\`\`\n2. y`).html).toContain(
      '10) eins\n   zwei\n',
    );
    const deep = renderMarkdown(
      `${nine}\n10. Ten\n\n   \`\`\`\nno indent\n     two\n   \`\`\`\n11. Eleven`,
    ).html;
    expect(deep).toContain('<pre><code>no indent\n  two\n</code></pre>');
    expect(deep.match(/<ol/g)).toHaveLength(1);
  });

  it('work in nested lists', () => {
    const { html } = renderMarkdown('- outer\n\n  10. ten\n\n     child\n  11. eleven');
    expect(html.match(/<ol/g)).toHaveLength(1);
    expect(html).toContain('<p>child</p>');
  });

  it('lose no word and no line in any context', () => {
    const line = fc.stringMatching(/^ {0,5}(?:\d{1,2}[.)] )?[a-z]{0,4}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        const text = lines.join('\n');
        expect(
          parseArticle(text)
            .text.split('\n')
            .map((shown) => shown.trim()),
        ).toEqual(lines.map((shown) => shown.trim()));
        expect(renderMarkdown(text).text.match(/[a-z]+/g) ?? []).toEqual(text.match(/[a-z]+/g) ?? []);
      }),
    );
  });
});
