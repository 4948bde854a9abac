import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../../src/content/markdown/to-markdown.js';
import { renderMarkdown } from '../../support/compile.js';
import { htmlFaults } from '../../support/html-faults.js';

const ADDRESSES = [
  'javascript:alert(1)',
  'JAVA\tSCRIPT:alert(1)',
  '&#x6A;avascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml;base64,PHN2Zz4=',
  '//evil.example/x',
  'https://help.example/"onmouseover="alert(1)',
  'assets/lamp.png',
  'https://pics.example/x.png',
];
const PIECES = [
  ...ADDRESSES,
  ...[
    '<script>',
    '</script>',
    '<script src=x>',
    '<style>',
    '</style>',
    '<svg onload=alert(1)>',
    '<math>',
    '<iframe src="',
    '<img src=x onerror=alert(1)>',
  ],
  ...[
    '<a href="javascript:alert(1)">',
    '</a>',
    '<b onclick=x>',
    '</b>',
    '<u>',
    '</u>',
    '<i',
    '<br/>',
    '<p onload=x>',
    '<form action=x>',
    '<input autofocus onfocus=x>',
  ],
  ...[
    '<template>',
    '<noscript>',
    '<textarea>',
    '<title>',
    '<xmp>',
    '<plaintext>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x',
    '?>',
    '<!doctype html>',
  ],
  ...[
    '[x](',
    '![x](',
    ')',
    '[x]: ',
    '[x]',
    '![x][y]',
    '[y]: ',
    '>[!NOTE]\n',
    '>[!VIDEO](',
    '[!UICONTROL ',
    '[!DNL ',
    ']',
    '{#id}',
    '{#"onclick=x}',
  ],
  ...[
    '`<`',
    '`>`',
    '``<`>``',
    '`',
    '```',
    '*',
    '**',
    '_',
    '~~',
    '# ',
    '- ',
    '1. ',
    '10. ',
    '> ',
    '| ',
    '|-|\n',
    '\n',
    '\n\n',
    '    ',
    '   ',
  ],
  ...[
    '&lt;script&gt;',
    '&#60;',
    '&quot;',
    '"',
    "'",
    '<',
    '>',
    '/',
    '=',
    'x',
    'on',
    ' ',
    '\\',
    '\u00A0',
    '\u200B',
    '\u0000',
    '\uE000',
  ],
];
const hostile = fc.array(
  fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'binary', maxLength: 5 })),
  {
    maxLength: 40,
  },
);

describe('an article’s HTML', () => {
  it('contains only allowed elements, whatever the Markdown', () => {
    fc.assert(
      fc.property(hostile, (pieces) => {
        expect(htmlFaults(renderMarkdown(pieces.join('')).html)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it.each(
    ADDRESSES.flatMap((address) => [
      `[x](<${address}>)`,
      `![x](<${address}>)`,
      `<a href='${address}'>x</a>`,
      `<img src='${address}'>`,
      `[![x](${address})](${address})`,
      `[x][r]\n\n[r]: <${address}>`,
      `<${address}>`,
    ]),
  )('is safe after %s', (markdown) => {
    expect(htmlFaults(renderMarkdown(markdown).html)).toEqual([]);
  });

  it('has a checker that finds forbidden elements', () => {
    expect(htmlFaults('<script>1</script>')).toEqual(['<script>']);
    expect(htmlFaults('<p onclick="x">1</p>')).toEqual(['onclick on <p>']);
    expect(htmlFaults('<a href="javascript:x">1</a>')).toEqual(['href javascript:x']);
    expect(htmlFaults('<img src="https://pics.example/x.png">')).toEqual(['src https://pics.example/x.png']);
  });
});

describe('the dialect', () => {
  it('never throws, and its HTML converts to Markdown', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          hostile.map((pieces) => pieces.join('')),
        ),
        (text) => {
          expect(toMarkdown(renderMarkdown(text).html)).toBeTypeOf('string');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('produces Markdown that is as safe as its HTML', () => {
    fc.assert(
      fc.property(hostile, (pieces) => {
        const markdown = toMarkdown(renderMarkdown(pieces.join('')).html);
        expect(htmlFaults(renderMarkdown(markdown).html)).toEqual([]);
      }),
    );
  });

  it.each([
    ['deep quotes', '>'.repeat(90)],
    ['brackets', '['.repeat(5000)],
    ['images that never end', '![x]('.repeat(2000)],
    ['emphasis that never ends', '*a_b '.repeat(1000)],
    ['tags that never end', '<a'.repeat(20_000)],
    ['tags that are never closed', '<b>x<i>y'.repeat(10_000)],
    ['comments that never end', '<!--'.repeat(10_000)],
    ['one long line', 'x'.repeat(400_000)],
    ['one long inline image', `![](data:image/png;base64,${'A'.repeat(400_000)})`],
    ['a heading with much white space', `## a${' '.repeat(100_000)}x`],
    ['host names without end', 'intranet.'.repeat(20_000)],
    ['references without end', '&amp'.repeat(20_000)],
  ])('finishes on %s', (_name, text) => {
    const { html } = renderMarkdown(text);
    expect(htmlFaults(html)).toEqual([]);
    expect(toMarkdown(html)).toBeTypeOf('string');
  });
});
