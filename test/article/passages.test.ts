import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Translation } from '../../src/article/article.js';
import { groundPassage } from '../../src/article/grounding.js';
import { cutPassages, htmlText, type CutPassage } from '../../src/article/passages.js';
import type { Provenance } from '../../src/article/reading.js';
import { compileArticle } from '../support/compile.js';

function cut(body: string, locale = 'en'): readonly CutPassage[] {
  const { translation, facts } = compileArticle(body, {}, { locale, path: `${locale}/KA-90001.md` });
  return cutPassages(translation ?? fail(), facts?.products ?? []);
}

function fail(): never {
  throw new Error('does not compile');
}

/** Words of a text, sorted. */
function words(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .sort();
}

function wordsOf({ sections }: Translation): string[] {
  return words(sections.map(({ text }) => text).join('\n'));
}

describe('an article', () => {
  const body = `## Description {#description}

<b>Issue</b>

The Lantern blinks at 230 V, see \`lamp_state.on\`.

### On the bench

Second paragraph.

## Resolution {#resolution}

1. Open the lid.
2. Press **Reset**:

   - for 5 s
   - or longer
3. Wait.

Call 7.10.2 support.
`;

  it('is split at sections, sub-headings and steps, with ids shared by all locales', () => {
    expect(cut(body).map(({ fragment, step, text }) => [fragment, step, text])).toEqual([
      ['issue', undefined, 'The Lantern blinks at 230 V, see lamp_state.on.'],
      ['issue.2', undefined, 'On the bench\nSecond paragraph.'],
      ['step-1', 1, 'Open the lid.'],
      ['step-2', 2, 'Press Reset:\nfor 5 s\nor longer'],
      ['step-3', 3, 'Wait.'],
      ['resolution', undefined, 'Call 7.10.2 support.'],
    ]);
    expect(cut(body, 'de').map(({ fragment }) => fragment)).toEqual(
      cut(body).map(({ fragment }) => fragment),
    );
  });

  it('lists the identifiers that must not be altered', () => {
    expect(cut(body).map(({ keep }) => keep)).toEqual([
      ['lamp_state.on', 'Lantern', '230 V'],
      [],
      [],
      ['5 s'],
      [],
      ['7.10.2'],
    ]);
  });

  it('changes its hashes with locale or text only', () => {
    const hashes = (text: string, locale?: string) => cut(text, locale).map(({ hash }) => hash);
    expect(hashes(body)).toEqual(hashes(body));
    expect(hashes(body)[0]).toMatch(/^p1-[\w-]{22}$/);
    expect(hashes(body.replace('230', '231')).map((hash, i) => hash === hashes(body)[i])).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(hashes(body, 'de').filter((hash) => hashes(body).includes(hash))).toEqual([]);
  });
});

describe('a long section', () => {
  it('is split between blocks, at 1,800 characters', () => {
    const paragraphs = Array.from({ length: 12 }, (_, i) => `Paragraph ${i} ${'lamp '.repeat(60)}`.trim());
    const found = cut(`## Description {#description}\n\n${paragraphs.join('\n\n')}`);
    expect(found.map(({ fragment }) => fragment)).toEqual(['description', 'description.2', 'description.3']);
    expect(found.every(({ text }) => text.length <= 1800)).toBe(true);
    expect(found.flatMap(({ text }) => text.split('\n'))).toEqual(paragraphs);
  });

  it('is split at half that length in languages where a character is a word', () => {
    const found = cut(`## Description {#description}\n\n${'ランプが点滅する。'.repeat(150)}`, 'ja');
    expect(found.length).toBeGreaterThan(1);
    expect(found.every(({ text }) => text.length <= 900)).toBe(true);
    expect(found.map(({ text }) => text).join('')).toBe('ランプが点滅する。'.repeat(150));
  });

  it('keeps a table and a code block whole if they fit', () => {
    const table = `| A | B |\n|---|---|\n${'| lamp | on |\n'.repeat(80)}`;
    const found = cut(
      `## Description {#description}\n\n${'x '.repeat(700)}\n\n${table}\n\n\`\`\`\n${'on\n'.repeat(400)}\`\`\`\n`,
    );
    expect(
      found.map(({ html }) => [html.includes('<table>'), html.includes('</table>'), html.includes('<pre>')]),
    ).toEqual([
      [false, false, false],
      [true, true, false],
      [false, false, true],
    ]);
  });
});

it('every visible word is in exactly one passage', () => {
  const inline = fc.stringMatching(/^[a-z]{1,6}( ?[a-z0-9.&<>*`_ä漢]{1,6}){0,6}$/);
  const block = fc.oneof(
    inline,
    inline.map((text) => `### ${text}`),
    fc
      .array(inline, { minLength: 1, maxLength: 4 })
      .map((items) => items.map((item, i) => `${i + 1}. ${item}`).join('\n')),
    fc
      .array(inline, { minLength: 1, maxLength: 4 })
      .map((items) => items.map((item) => `- ${item}`).join('\n')),
    inline.map((text) => `| a | b |\n|---|---|\n| ${text.replaceAll('|', '')} | x |`),
    inline.map((text) => `\`\`\`\n${text}\n\`\`\``),
    inline.map((text) => text.repeat(200)),
  );
  fc.assert(
    fc.property(fc.array(block, { maxLength: 8 }), fc.boolean(), (blocks, isResolution) => {
      const part = isResolution ? '## Resolution {#resolution}' : '## Description {#description}';
      const compiled = compileArticle(`${part}\n\n${blocks.join('\n\n')}\n`);
      if (compiled.translation === undefined) return;
      const passages = cutPassages(compiled.translation, []);
      expect(passages.every(({ text }) => text.length <= 1800)).toBe(true);
      // A word longer than a passage is cut itself.
      const found = passages
        .map(({ text }) => text)
        .join(' ')
        .replace(/\s+/g, '');
      expect(Array.from(found).sort()).toEqual(Array.from(wordsOf(compiled.translation).join('')).sort());
    }),
    { numRuns: 60 },
  );
});

it('a line break or a block at the end of a table cell separates the cells, as in the section’s text', () => {
  const body =
    '## Description {#description}\n\n| a | b |\n|---|---|\n| lamp<br> | on |\n| <br>lamp | off |\n| lamp <p>two</p> | on |\n';
  const { translation } = compileArticle(body);
  const text = translation?.sections[0]?.text ?? '';
  expect(text.match(/\|/g)?.length).toBe(4);
  expect(
    words(
      cut(body)
        .map((passage) => passage.text)
        .join('\n'),
    ),
  ).toEqual(words(text));
});

it('long runs of separators take linear time', () => {
  const runs = ['_', '.', ':', '-', '_.', 'a_', '/a', '1.'].map((run) => `a${run.repeat(2000)} é`);
  const [first] = cut(`# Lamp\n\n## Resolution {#resolution}\n\n${runs.join('\n\n')}\n`);
  expect(first?.text).toContain('a');
});

it('the text of HTML is its visible text, one line per block', () => {
  const html =
    '<p>a &#x26; b &lt;c&gt;<br>\nd</p>\n<ul>\n<li>e</li>\n<li>f <b>g</b></li>\n</ul><pre><code>h\n  i\n</code></pre>';
  expect(htmlText(html)).toBe('a & b <c>\nd\ne\nf g\nh\n  i');
});

describe('a passage', () => {
  const provenance: Provenance = {
    state: 'current',
    kind: 'human',
    humanDegree: undefined,
    version: 2,
    sourceLocale: 'en',
    sourceVersion: 2,
    outdated: false,
    missingSteps: [],
    risk: 'not-judged',
  };

  it.each([
    ['may be answered from', {}, {}, 'issue', 'yes', []],
    [
      'is shown with its source when a machine wrote it',
      { kind: 'machine', humanDegree: 0.2 },
      {},
      'issue',
      'with-source',
      ['machine-translated'],
    ],
    [
      'may be answered from when people wrote all of it',
      { kind: 'machine', humanDegree: 1 },
      {},
      'issue',
      'yes',
      [],
    ],
    [
      'is shown with its source when it is outdated',
      { outdated: true },
      {},
      'issue',
      'with-source',
      ['outdated'],
    ],
    [
      'is not to be used without a source that it needs',
      { kind: 'machine', sourceLocale: undefined },
      {},
      'issue',
      'no',
      ['machine-translated', 'no-source'],
    ],
    [
      'is not to be used when a step is missing',
      { missingSteps: [2] },
      {},
      'resolution',
      'no',
      ['missing-step'],
    ],
    ['may be answered from when a step is missing elsewhere', { missingSteps: [2] }, {}, 'issue', 'yes', []],
    ['is not to be used when the article is archived', {}, { isHidden: true }, 'issue', 'no', ['hidden']],
    [
      'is not to be used when it lost a name that only machines read',
      {},
      { hasError: true },
      'issue',
      'no',
      ['checker-error'],
    ],
  ] as const)('%s', (_title, given, more, section, verdict, reasons) => {
    const facts = { provenance: { ...provenance, ...given }, isHidden: false, hasError: false, ...more };
    expect(groundPassage({ section }, facts)).toEqual({ verdict, reasons });
  });
});
