import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/content/markdown/parse-article.js';

const oracle = remark().use(remarkGfm, { singleTilde: false }).freeze();

interface Plain {
  readonly type: string;
  readonly at?: readonly string[];
  readonly children?: readonly Plain[];
}

interface Node {
  readonly type: string;
  readonly position?: Record<'start' | 'end', { line: number; column: number; offset?: number }> | undefined;
  readonly children?: readonly Node[];
  readonly [key: string]: unknown;
}

const CONTAINERS = ['list', 'listItem', 'blockquote', 'footnoteDefinition'];

/**
 * A tree without what says nothing: absent fields, places where the oracle has none (around autolinks), and whether the empty
 * line behind a list is still the list's (micromark says so in a quote, CommonMark doesn't).
 */
function plain(node: Node, twin: Node = node): Plain {
  const { position, children, ...rest } = node;
  const fields = Object.entries(rest).filter(
    ([key, value]) => value !== null && value !== undefined && key !== 'spread' && key !== 'data',
  );
  const known = position && twin.position;
  return {
    type: node.type,
    ...Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(known && {
      at: (CONTAINERS.includes(node.type) ? [position.start] : [position.start, position.end]).map(
        ({ line, column, offset }) => `${line}:${column}:${offset}`,
      ),
    }),
    ...(children && { children: children.map((child, index) => plain(child, twin.children?.[index])) }),
  };
}

function expectSameTree(text: string): void {
  const expected: unknown = oracle.parse(text);
  const tree: unknown = parseMarkdown(text);
  expect(plain(tree as Node, expected as Node)).toEqual(plain(expected as Node));
}

const WORDS = [
  'word',
  'Größe',
  '設定を開く',
  '설정',
  'الإعداد',
  'हिन्दी',
  'two words',
  'snake_case',
  'C:\\path',
  '5 * 3',
  '&quot;',
  '&nbsp;',
  '&#39;',
  'AT&T',
  '#1',
  '{#id}',
  '1.',
  '[!NOTE]',
  '[!UICONTROL Menu]',
  '<port>',
  'a < b',
  '<b>',
  '</b>',
  '<br>',
  '`code`',
  '``a ` b``',
  '[label](https://lamp.example/a_b "Title")',
  '<https://lamp.example>',
  '![alt](assets/x.png "t")',
  'https://lamp.example/x?a=1&b=2',
  'www.lamp.example',
  'me@lamp.example',
  '[ref]',
  '[text][ref]',
  'note[^1]',
  '~~old~~',
  '&#x200B;',
  '\\*',
];

const line = fc.letrec<{ one: string; run: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...WORDS),
    tie('run').map((run) => `*${run}*`),
    tie('run').map((run) => `**${run.replaceAll('*', '')}**`),
  ),
  run: fc.array(tie('one'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' ')),
})).run;

function indent(text: string, by: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`);
}

const table = fc
  .array(
    line.map((cell) => cell.replaceAll('|', '')),
    { minLength: 2, maxLength: 8 },
  )
  .map((cells) => {
    const rows = cells.map((cell, index) => (index % 2 === 0 ? `| ${cell} ` : `| ${cell} |\n`)).join('');
    const [head = '', ...rest] = (cells.length % 2 === 0 ? rows : `${rows}| x |\n`).trim().split('\n');
    return [head, '| --- | :-: |', ...rest].join('\n');
  });

const markdown = fc
  .letrec<{ block: string; blocks: string }>((tie) => ({
    block: fc.oneof(
      { maxDepth: 2 },
      fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
      fc.array(line, { minLength: 2, maxLength: 2 }).map((lines) => lines.join('  \n')),
      line.map((text) => `### ${text}`),
      line.map((text) => `${text}\n===`),
      line.map((text) => `\`\`\`js\n${text}\n\`\`\``),
      line.map((text) => `    ${text}`),
      fc.constantFrom('---', '<div>\n\nin it\n\n</div>', '- [ ] open\n- [x] done'),
      table,
      tie('blocks').map((blocks) => blocks.replace(/^/gm, '> ')),
      fc
        .tuple(
          fc.constantFrom('- ', '* ', '1. ', '10. ', '2) '),
          fc.array(tie('blocks'), { minLength: 1, maxLength: 3 }),
        )
        .map(([mark, items]) => items.map((item) => mark + indent(item, mark.length)).join('\n')),
    ),
    blocks: fc.array(tie('block'), { minLength: 1, maxLength: 4 }).map((blocks) => blocks.join('\n\n')),
  }))
  .blocks.map((blocks) => `${blocks}\n\n[ref]: https://lamp.example/ref "Title"\n\n[^1]: A *note*.\n`);

/** An item that begins with indented code: satteri reads a list after the code as a paragraph. @see docs/decisions/0100 */
const ITEM_OF_CODE = /^[ >]*(?:[-*]|\d+[.)]) {5}/m;

describe('parseMarkdown', () => {
  it('returns remark’s tree and positions for any text of separate constructs', () => {
    const property = fc.property(
      markdown.filter((text) => !ITEM_OF_CODE.test(text)),
      expectSameTree,
    );
    fc.assert(property, { numRuns: 120, seed: 20261128 });
  });

  it.each(['content', 'test/fixtures'])('returns it for every article in %s', (folder) => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.md'),
    );
    for (const name of files) {
      const text = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      expectSameTree(text.replace(/^---\n[^]*?\n---\n/, ''));
    }
    expect(files).not.toEqual([]);
  });

  it('counts offsets in UTF-16 units, lines by LF', () => {
    const [first, second] = parseMarkdown('😀 **é**\n\nx\n').children;
    expect(first?.position?.end).toEqual({ line: 1, column: 9, offset: 8 });
    expect(second?.position?.start).toEqual({ line: 3, column: 1, offset: 10 });
  });

  it('handles hostile text', () => {
    for (const piece of [
      '> ',
      '- ',
      '[',
      '![',
      '*a **',
      '`',
      '1. ',
      '|',
      '[a]: b\n',
      '<b>',
      '&#',
      '~~',
      '[^',
    ])
      expect(parseMarkdown(piece.repeat(2_000)).type).toBe('root');
  });
});
