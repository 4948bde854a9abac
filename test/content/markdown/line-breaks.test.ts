import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../src/content/markdown/to-markdown.js';
import { compileArticle, htmlOf } from '../../support/compile.js';

const LONG = `The lamp blinks ${'and blinks '.repeat(10)}until it is unplugged.`;
const WRAPPED = 'The lamp blinks and blinks until it is unplugged, and then it is dark for\na while.';

/** HTML of an article's resolution. */
function html(resolution: string): string {
  const compiled = compileArticle(`## Resolution {#resolution}\n\n${resolution}\n`);
  return htmlOf(compiled).replace(/^<h2[^]*?<\/h2>\n?/, '');
}

describe('line ends', () => {
  it('are line breaks in a text that is not wrapped at a column', () => {
    expect(html(`${LONG}\n\nGeneral => Enabled\nTransport => \`lamp\`\nTimeout => 5`)).toContain(
      '<p>General => Enabled<br>\nTransport => <code>lamp</code><br>\nTimeout => 5</p>',
    );
    const { translation } = compileArticle(`## Resolution {#resolution}\n\n${LONG}\n\none\ntwo\n`);
    expect(translation?.sections[0]?.text).toBe(`${LONG}\none\ntwo`);
  });

  it('are spaces where an author wraps lines at a column', () => {
    expect(html(`${WRAPPED}\n\none\ntwo`)).toBe(`<p>${WRAPPED}</p>\n<p>one\ntwo</p>`);
  });

  it.each([
    ['a bare URL', `https://a.example/${'x'.repeat(120)}`],
    ['a link', `[${'a long text '.repeat(12)}](https://a.example/)`],
    ['a table', `| A |\n| - |\n| ${'a long text '.repeat(12)} |`],
    ['a heading', `### ${'a long text '.repeat(12)}`],
  ])('are spaces in a wrapped text that has %s longer than a line', (_, long) => {
    expect(html(`${long}\n\none\ntwo`)).not.toContain('<br>');
  });

  it.each([
    ['after a break', 'one<br>\ntwo', '<p>one<br>\ntwo</p>'],
    ['before a break', 'one\n<br>two', '<p>one<br>\ntwo</p>'],
    ['of a hard break', 'one\\\ntwo', '<p>one<br>\ntwo</p>'],
    ['in emphasis', '<b>one\ntwo</b>', '<p><strong>one<br>\ntwo</strong></p>'],
    ['between elements', '<u>one</u>\n<u>two</u>', '<p><u>one</u><br>\n<u>two</u></p>'],
    ['in a list', '- one\n  two', '<ul>\n<li>one<br>\ntwo</li>\n</ul>'],
    ['not in a heading', 'one\ntwo\n---', '<h3 id="part-1">one\ntwo<'],
  ])('are one break: %s', (_, markdown, expected) => {
    expect(html(`${markdown}\n\n${LONG}`)).toContain(expected);
  });

  it('count ideographs as two columns, also between other words', () => {
    expect(html(`${'灯'.repeat(51)}\n暗`)).toContain('<br>');
    expect(html(`${'灯が**LED**で'.repeat(12)}\n暗`)).toContain('<br>');
    expect(html(`${'灯'.repeat(40)}\n暗`)).not.toContain('<br>');
  });

  it('stay as they are in code', () => {
    expect(html(`${LONG}\n\n\`\`\`\none\ntwo\n\`\`\``)).toContain('<pre><code>one\ntwo\n</code></pre>');
  });

  it('are hard breaks in Markdown', () => {
    expect(toMarkdown(html(`${LONG}\n\none\ntwo`))).toBe(`${LONG}\n\none\\\ntwo`);
  });
});
