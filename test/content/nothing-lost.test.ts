import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { privateAddressPattern } from '../../src/content/private-address.js';
import { articleLosses } from '../support/article-losses.js';
import { articleFile, compileArticle, htmlOf, INTERNAL_HOSTS } from '../support/compile.js';
import { lostWords, wordsOfHtml, wordsOfSource } from '../support/visible-words.js';

const privateAddress = privateAddressPattern(INTERNAL_HOSTS);
const fixtures = path.join(import.meta.dirname, '../fixtures/content');
const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);

function compile(name: string, text: string): ReturnType<typeof compileArticle> {
  const locale = name.split('/')[0] ?? 'en';
  return compileArticle('', {}, { text, locale, path: name, fileNumber: path.basename(name, '.md') });
}

describe('every word and bold span of the source', () => {
  it.each(files)('is in the HTML of %s', (name) => {
    const text = readFileSync(path.join(fixtures, name), 'utf8');
    expect(articleLosses(text, compile(name, text), privateAddress)).toEqual([]);
  });

  it('is in the HTML of any combination of constructs', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    const inline = fc.oneof(
      word,
      word.map((text) => `<b>${text}</b>`),
      word.map((text) => `*${text}*`),
      word.map((text) => `\`${text} -x\``),
      word.map((text) => `[!UICONTROL ${text}]`),
      word.map((text) => `[${text}](https://help.example/)`),
      word.map((text) => `\`<\` ${text}\`>\``),
      fc.tuple(word, word).map(([a, b]) => `${a}<br>${b}`),
      word.map((text) => `<b>${text}`),
      word.map((text) => `${text}</b>`),
      word.map((text) => `<${text}x>`),
    );
    const line = fc.array(inline, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '));
    const block = fc.oneof(
      line,
      line.map((text) => `### ${text}`),
      fc
        .tuple(fc.constantFrom('Cause', 'Note:', 'Environment', 'Workaround'), line)
        .map(([a, b]) => `<b>${a}</b>\n${b}`),
      fc.tuple(word, line).map(([a, b]) => `<b>${a}</b>\n${b}`),
      fc.tuple(fc.constantFrom('Note', 'Caution', 'Cause'), line).map(([a, b]) => `<b>${a}:</b> ${b}`),
      fc
        .array(line, { minLength: 1, maxLength: 12 })
        .map((items) => items.map((text, i) => `${i + 1}. ${text}`).join('\n')),
      fc.tuple(line, line).map(([a, b]) => `- ${a}\n\n  <b>label</b>\n  ${b}`),
      fc.tuple(line, line).map(([a, b]) => `| ${a} | x |\n| - | - |\n| ${b} | y |`),
      line.map((text) => `>[!NOTE]\n>${text}`),
      line.map((text) => `## ${text}`),
      word.map((text) => `\`\`\`\n${text}\n\`\`\``),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 10 }), (blocks) => {
        const text = articleFile(`\n# Title\n\n${blocks.join('\n\n')}\n`);
        expect(articleLosses(text, compileArticle('', {}, { text }))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the check itself', () => {
  const source = articleFile('# Title\n\nOne <b>two</b> three three.\n\n1. <b>Open the</b> lamp\n');

  it('finds a missing word, and one missing of two', () => {
    const html = htmlOf(compileArticle('', {}, { text: source }));
    const losses = (changed: string): string[] =>
      lostWords(wordsOfSource(source), wordsOfHtml(changed, ['Title']));
    expect(losses(html)).toEqual([]);
    expect(losses(html.replace('lamp', ''))).toEqual(['lamp']);
    expect(losses(html.replace('three', ''))).toEqual(['three']);
    expect(losses(html.replaceAll('three', ''))).toEqual(['three (2 times)']);
  });

  it('finds a word that is no longer bold, and two that run together', () => {
    const html = htmlOf(compileArticle('', {}, { text: source }));
    const losses = (changed: string): string[] =>
      lostWords(wordsOfSource(source), wordsOfHtml(changed, ['Title']));
    expect(losses(html.replace(/<\/?strong>/g, ''))).toEqual(['bold: two', 'bold: Open the']);
    expect(losses(html.replace('Open the', 'Openthe'))).toEqual(['Open', 'the', 'bold: Open the']);
  });

  it('accepts hidden section headings', () => {
    const html = htmlOf(compileArticle('', {}, { text: source }));
    expect(lostWords(wordsOfSource(source), wordsOfHtml(html))).toEqual(['Title', 'bold: Title']);
  });

  it('ignores what is hidden on purpose', () => {
    const text = articleFile('See https://wiki.intranet.example/secret now');
    expect(articleLosses(text, compileArticle('', {}, { text }))).toContain('intranet');
    expect(articleLosses(text, compileArticle('', {}, { text }), privateAddress)).toEqual([]);
  });
});
