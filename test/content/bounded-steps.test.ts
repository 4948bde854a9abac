import { Session } from 'node:inspector/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleFile, compileArticle } from '../support/compile.js';

const session = new Session();

beforeAll(async () => {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
});
afterAll(() => {
  session.disconnect();
});

/** How often the blocks of code in `src/content` were run since the last call, by the engine's own count. */
async function countSteps(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => url.includes('/src/content/'))
    .flatMap(({ functions }) => functions)
    .flatMap(({ ranges }) => ranges)
    .reduce((sum, { count }) => sum + count, 0);
}

/** Everything a scanner of the dialect looks for, and what could send it round in circles. */
const HOSTILE = [
  'https://a.example/x。',
  'https://a&#39;&quot;',
  'https://a)))...)',
  'www.a',
  '&amp;&amp;',
  '[!UICONTROL ',
  '[!UICONTROL [',
  '［!DNL ',
  ']]]',
  '> [!NOTE] ',
  '> [!VIDEO ',
  '[x](#a) ',
  '[^a]',
  '\n[^a]: [^a] ',
  '\n[a]: /b\n',
  '[a]',
  '\n### A {#a}\n',
  '\n### step 1\n',
  '\n## {\n',
  '{#{#{#',
  '<b>',
  '</b>',
  '\n<b>\n',
  '<a name="a">',
  '<div>',
  '</div>',
  '<table><tr><td>',
  '<ul><li>',
  '<port',
  '<!--',
  '`<` ',
  '``<``>``',
  '**「',
  '」**あ',
  '~',
  '~~あ',
  '\n10. x\n\n   y\n11. z',
  '\n   10) x',
  '\n\u00A0\n',
  '\u200B',
  '\n- [ ] ',
  '\n**Note:** ',
  '\n**a**\n',
  '| a | b |\n| - | - |\n',
  '![](data:image/png;base64,AAAA)',
  '\\',
  '\n    ',
  '\n```\n',
  'word ',
];

describe('every scanner of the dialect', () => {
  it('terminates in linear time', async () => {
    await countSteps();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(1, 20, 300),
        async (pieces, times) => {
          const text = articleFile(pieces.join('').repeat(times));
          compileArticle('', {}, { text });
          const steps = await countSteps();
          expect(steps).toBeLessThan(20_000 + 100 * text.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});
