import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { privateAddressPattern } from '../../src/content/private-address.js';
import { articleFile, compileArticle, INTERNAL_HOSTS } from '../support/compile.js';
import { faithfulLosses } from '../support/faithful-losses.js';

const privateAddress = privateAddressPattern(INTERNAL_HOSTS);
const root = path.join(import.meta.dirname, '../..');
const files = ['content', 'test/fixtures/content', 'test/fixtures/site'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|\/)K[AT]-\d+\.md$/.test(name) && !name.endsWith('KA-90006.md'))
    .map((name) => path.join(folder, name)),
);

describe('every word markdown-it shows', () => {
  it.each(files)('is on the page, in the text and in the Markdown of %s', (name) => {
    const text = readFileSync(path.join(root, name), 'utf8');
    const locale = name.split('/').at(-2) ?? 'en';
    const compiled = compileArticle(
      '',
      {},
      { text, locale, path: name, fileNumber: path.basename(name, '.md') },
    );
    expect(faithfulLosses(text, compiled, privateAddress)).toEqual([]);
  });

  it.each([
    ['de', '| a | b |\n| - | - |\n| eins | <ul><li>zwei</li><li>drei</li></ul> |'],
    ['ja', '**「電源」**を押す[^1]。\n\n[^1]: 注釈\n\n- [x] 済み'],
    ['ar', '<table><tr><td>أحمر</td><td>خطأ</td></tr></table>\n\n> [!NOTE]\n> انتبه'],
    ['th', '> ดูที่ https://a.example/aแล้วกดปุ่ม\n\n    โค้ด'],
    ['ru', '## Неизвестно\n\n<details><summary>Ещё</summary>\n\nтекст\n\n</details>'],
    ['hi', '1. एक\n\n   ```\n   दो\n   ```\n2. तीन'],
  ])('is shown in %s: %j', (locale, body) => {
    const text = articleFile(`\n# T\n\n${body}\n`);
    expect(faithfulLosses(text, compileArticle('', {}, { text, locale }))).toEqual([]);
  });

  it('is reported missing if a surface lacks it', () => {
    const text = articleFile('One two two\n');
    const other = compileArticle('', {}, { text: articleFile('One two\n') });
    expect(faithfulLosses(text, other)).toEqual(
      ['page', 'text', 'markdown'].map((surface) => ({ surface, kind: 'p', word: 'two', times: 1 })),
    );
  });
});
