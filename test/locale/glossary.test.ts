import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const PAGE = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8');
const rows = (heading: string): string[][] =>
  (PAGE.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
const strings = (tag: string): Record<string, string> =>
  JSON.parse(
    readFileSync(new URL(`../../src/locale/texts/${tag}/strings.json`, import.meta.url), 'utf8'),
  ) as Record<string, string>;

const [head = [], ...words] = rows('Words');
const languages = head.slice(2);
const avoided = rows('Address, quotes, words to avoid')
  .slice(1)
  .map(([, tag = '', , , never = '']) => ({ tag: tag.replaceAll('`', ''), never: never.split(', ') }));

describe.each(languages)('the strings in %s', (tag) => {
  const table = strings(tag);

  it.each(
    words.map(([thing = '', key = '', ...cells]) => ({
      thing,
      key,
      word: cells[languages.indexOf(tag)] ?? '',
    })),
  )('call it “$word” ($thing)', ({ key, word }) => {
    expect(word).not.toBe('');
    expect(table[key.replaceAll('`', '')]?.toLocaleLowerCase(tag)).toContain(word);
  });

  it('use only the preferred words', () => {
    const never = avoided.find((row) => row.tag === tag)?.never ?? [];
    expect(never.length).toBeGreaterThan(0);
    const pattern = new RegExp(never.map((word) => `(?<!\\p{L})${word}`).join('|'), 'iu');
    // Error codes are names, not words.
    for (const [key, text] of Object.entries(table))
      expect(text.match(pattern)?.[0], `${key}: ${text}`).toBe(undefined);
  });
});

describe('the strings in French', () => {
  it('use non-breaking spaces with double punctuation and guillemets', () => {
    for (const [key, text] of Object.entries(strings('fr'))) expect(text, key).not.toMatch(/ [:;?!»]|« /);
  });
});
