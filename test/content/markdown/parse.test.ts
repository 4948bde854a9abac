import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '../../../src/content/split-front-matter.js';
import { BlockReader } from '../../../src/content/markdown/block-reader.js';
import { parseMarkdown, parseWhole } from '../../../src/content/markdown/pipeline.js';
import { prepareSource } from '../../../src/content/markdown/prepare-source.js';

/** What lines are made of: words, and everything that means something to Markdown or nearly does. */
const PIECES = [
  'word',
  'Größe',
  '設定',
  ' ',
  '  ',
  'two words',
  '<b>',
  '</b>',
  '<br>',
  '<br/>',
  '<div>',
  '<port>',
  '<a href="x">',
  '`',
  '``',
  '`code`',
  '` x `',
  '*',
  '**',
  '*em*',
  '**strong**',
  '_',
  'snake_case',
  '[',
  ']',
  '(',
  ')',
  '[label](https://lamp.example/a_b)',
  '[a *b* `c`](/x_(y)?a=1&amp;b=2 "Title")',
  '[https://lamp.example](x*y)',
  '[me@lamp.example](mailto:x)',
  '![](assets/y.png "z")',
  '*a `b` <b>c</b>.*',
  '**a:**',
  'http://lamp.example:80/a_b?c=d#e ',
  '[!UICONTROL Menu]',
  '[!NOTE]',
  '![alt](assets/x.png)',
  'https://lamp.example/x',
  'www.lamp.example',
  'me@lamp.example',
  '&quot;',
  '&nbsp;',
  '&nothing;',
  '&#39;',
  '&#42;',
  '&#128;',
  '&#x200B;',
  '&#xD800;',
  '&#9;',
  'www.lamp.example/a?b=c',
  'http://lamp:port/x.',
  '&#0;',
  '& ',
  '!',
  '|',
  '~~',
  '\\',
  ':',
  '.',
  '#',
  '>',
  '<',
  '{#id}',
  '=',
  '1',
  '2.',
];
const STARTS = [
  '',
  '',
  '',
  '- ',
  '* ',
  '1. ',
  '2. ',
  '10) ',
  '   ',
  '    ',
  '  - ',
  '# ',
  '## ',
  '> ',
  '\t',
  '+ 1. ',
];
const LINES = ['', '', '---', '===', '```', '| a | b |', '|---|---|', '***', '-', '1.', '<!--', '-->', ':-'];

const line = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...STARTS), fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }))
      .map(([start, pieces]) => start + pieces.join('')),
  },
  { weight: 2, arbitrary: fc.constantFrom(...LINES) },
);
const text = fc.array(line, { maxLength: 10 }).map((lines) => lines.join('\n'));

describe('parsing with the block reader', () => {
  it.each([
    ['paragraphs, headings and code', '# A *b*\n\nc `d` [e](/f "g")\\\nh\n\n```js x\n\ni\n```'],
    ['lists in lists, tight and loose', '1. a\n   b\n\n   - c\n   - d\n2. e\n\n   ```\n   f\n   ```'],
    ['an item that goes on in lines without its spaces', '- a\nb\n- c'],
    ['addresses and images', 'see https://lamp.example/a?b=c ![d](e.png) www.lamp.example/f'],
  ])('reads %s without the parser', (_, source) => {
    const reader = new BlockReader(source);
    expect(reader.leftovers).toEqual([]);
    expect(reader.children).toEqual(parseWhole(source).children);
  });

  it.each([
    ['a table', 'a\n\n| b |\n|---|\n| c |\n\nd', [2, 3, 4, 5]],
    ['the one paragraph it cannot read', '- a\n- b <c d="e">\n- f', [1]],
    ['a list as a whole when a part of it is odd', 'a\n\n- b\n- > c\n\n- d\n\ne', [2, 3, 4, 5, 6]],
    ['everything behind code that nothing closes', 'a\n\n```\nb\n\nc', [2, 3, 4, 5]],
  ])('leaves %s to the parser, and no more', (_, source, lines) => {
    const { leftovers } = new BlockReader(source);
    expect(leftovers.flatMap((leftover) => leftover.lines.map(({ index }) => index))).toEqual(lines);
    expect(parseMarkdown(source)).toEqual(parseWhole(source));
  });

  it('leaves a text with definitions whole, since any brackets may be a link then', () => {
    expect(parseMarkdown('[a] b\n\n[a]: /c')).toEqual(parseWhole('[a] b\n\n[a]: /c'));
  });

  it('gives up where the parser would find other blocks', () => {
    const source = 'a\n\n<!--\n\nb\n\n-->\n\nc';
    expect(parseMarkdown(source)).toEqual(parseWhole(source));
  });

  it('gives the same tree, positions included, as parsing the whole text', () => {
    fc.assert(
      fc.property(text, (source) => {
        expect(parseMarkdown(source)).toEqual(parseWhole(source));
      }),
      { numRuns: 2000 },
    );
  });
});

const folders = [path.join(import.meta.dirname, '../../../content')];

describe.each(folders)('the articles of %s', (folder) => {
  it('are parsed to the same trees both ways', () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const articles = names.filter((name) => /K[AT]-\d+\.md$/.test(name));
    const different = articles.filter((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const front = splitFrontMatter(name, prepareSource(text).source);
      return !('code' in front) && !isDeepStrictEqual(parseMarkdown(front.body), parseWhole(front.body));
    });
    expect(articles.length).toBeGreaterThan(0);
    expect(different).toEqual([]);
  });
});
