import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { checkedArticle } from '../support/checked-article.js';

const settings = createCheckSettings({});
const SOURCE = 'See https://help.example/faq and `lamp_state`.\n\n1. Open the lamp.\n2. Close it.\n';

/** Pieces that scanners trip over: ends of addresses, half references, marks that open and never close. */
const PIECE = fc.constantFrom(
  ...[
    'https://a',
    'www.a',
    '&#39;',
    '&quot;',
    '&amp;',
    '&',
    ';',
    '`',
    '``',
    '*',
    '**',
    '_',
    '[',
    ']',
    '](',
    '![',
    '<',
    '<b>',
    '</b>',
    '<!--',
    '-->',
    '|',
    '|-|',
    '\\',
    '"',
    '“',
    '(',
    ')',
    '1. ',
    '- ',
    '> ',
    '#',
    '\n',
    '\n\n',
    '```',
    '    ',
    '{#x}',
    '[!UICONTROL ',
    '${',
    '%25',
    '12,500',
    '万',
    'a',
    'É',
    '的',
    '\u200B',
    '\uD800',
  ],
);

function check(body: string): readonly { readonly line: number }[] {
  return checkTranslation(checkedArticle(body, 'de'), checkedArticle(SOURCE, 'en'), settings);
}

describe('the checker', () => {
  it.each(['https://a&#39;&quot;', 'www.a&amp;&amp;;', 'https://a&;&;&;', 'https://&lt;&gt;)))'])(
    'terminates on a URL that ends in %s',
    (text) => {
      expect(() => check(`Siehe ${text} hier.`)).not.toThrow();
    },
  );

  it('terminates on any text, with positions inside it', () => {
    fc.assert(
      fc.property(fc.array(PIECE, { maxLength: 40 }), (pieces) => {
        const body = pieces.join('');
        const lines = checkedArticle(body, 'de').text.split('\n').length;
        for (const { line } of check(body)) expect(line).toBeLessThanOrEqual(lines);
      }),
      { numRuns: 200 },
    );
  });
});
