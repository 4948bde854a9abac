import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { createStrings } from '../../src/locale/strings.js';
import { jiraText, ticketShapes, type TicketShapes } from '../../src/pages/article/ticket-shapes.js';

const URL = 'https://help.example/KA-90001?lang=de#step-2';

const shapes = (title: string): TicketShapes => ticketShapes('KA-90001', title, URL);

const HOSTILE = [
  'x|https://evil.example] [y',
  '{code}rm -rf{code} {html}<b>{html}',
  '!https://evil.example/x.png! *b* _i_ -s- +u+ ^a^ ~b~ ??c??',
  '</a><script>alert(1)</script>',
  'x](https://evil.example) ![y](z)',
  'two\nlines\r\n\r\n# and a heading',
  'back\\slash \\[ \\\\',
  'a\uF8F0b\uF8F1c',
];

describe('a link for a ticket', () => {
  it('is written in each target format', () => {
    expect(shapes('Die Lampe blinkt')).toEqual({
      jira: `[KA-90001: Die Lampe blinkt|${URL}]`,
      markdown: `[KA-90001: Die Lampe blinkt](${URL})`,
      plain: `KA-90001: Die Lampe blinkt\n${URL}`,
      html: `<a href="${URL}">KA-90001: Die Lampe blinkt</a>`,
    });
  });

  it.each(HOSTILE)('stays one link in Jira, whatever the title: %s', (title) => {
    const { jira } = shapes(title);
    expect(jira).not.toContain('\n');
    // What is escaped is text; of the rest only the link's own three characters are left.
    expect(jira.replace(/\\[^\p{L}\p{N}]/gu, '').replace(/[^[\]|{}!]/g, '')).toBe('[|]');
    expect(jira.endsWith(`|${URL}]`)).toBe(true);
  });

  it.each(HOSTILE)('stays one link in Markdown, whatever the title: %s', (title) => {
    const [paragraph, ...rest] = fromMarkdown(shapes(title).markdown).children;
    expect(rest).toEqual([]);
    const [link, ...beside] = paragraph?.type === 'paragraph' ? paragraph.children : [];
    expect(beside).toEqual([]);
    expect(link).toMatchObject({ type: 'link', url: URL, children: [{ type: 'text' }] });
  });

  it('stays one link in HTML for any title', () => {
    const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));
    fc.assert(
      fc.property(text, (title) => {
        const { childNodes } = parseFragment(shapes(title).html);
        expect(childNodes).toHaveLength(1);
        expect(childNodes[0]).toMatchObject({ nodeName: 'a', attrs: [{ name: 'href', value: URL }] });
        expect((childNodes[0] as { childNodes: unknown[] }).childNodes).toHaveLength(1);
      }),
    );
  });

  it('can contain the step name of every language unescaped', () => {
    for (const locale of createStrings().locales) {
      const name = createStrings().for(locale)('step.name', { number: 12 });
      expect(name).toMatch(/^[\p{L}\p{N} ]+$/u);
      expect(jiraText(name)).toBe(name);
    }
  });
});

describe('jiraText', () => {
  it.each([
    ['KA-05406: xtk:session', 'KA-05406: xtk:session'],
    ['my_var and _this_', 'my_var and \\_this\\_'],
    ['-1 or a - b', '\\-1 or a \\- b'],
    ['[x|y] {z}', '\\[x\\|y\\] \\{z\\}'],
    ['what??', 'what\\?\\?'],
    ['why? (x) :) (on)', 'why? \\(x) \\:) \\(on)'],
    ['(!) (*)', '\\(\\!) \\(\\*)'],
    [' 日本語「A」 ', '日本語「A」'],
  ])('writes %s as %s', (text, expected) => {
    expect(jiraText(text)).toBe(expected);
  });
});
