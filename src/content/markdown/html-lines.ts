import { htmlFlow } from 'micromark-core-commonmark';
import type { Code, Construct, Extension, State } from 'micromark-util-types';
import { INLINE_TAGS } from './html-tags.js';

const LESS_THAN = 60;
const SLASH = 47;

/**
 * Let a line that starts with an inline tag be a paragraph, never a block of HTML.
 *
 * CommonMark makes a block of `<b>` alone on a line, and the Markdown inside it is then not read.
 */
const articleHtmlFlow: Construct = {
  concrete: true,
  name: 'articleHtmlFlow',
  ...(htmlFlow.resolveTo && { resolveTo: htmlFlow.resolveTo }),
  tokenize(effects, ok, nok) {
    const block = htmlFlow.tokenize.call(this, effects, ok, nok);
    return effects.check(inlineTag, nok, block);
  },
};

const inlineTag: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let name = '';
    const start: State = (code) => {
      if (code !== LESS_THAN) return nok(code);
      effects.enter('data');
      effects.consume(code);
      return slash;
    };
    const slash: State = (code) => {
      if (code !== SLASH) return letters(code);
      effects.consume(code);
      return letters;
    };
    const letters: State = (code) => {
      if (isLetter(code) && name.length < 10) {
        name += String.fromCharCode(code).toLowerCase();
        effects.consume(code);
        return letters;
      }
      effects.exit('data');
      return INLINE_TAGS.has(name) ? ok(code) : nok(code);
    };
    return start;
  },
};

function isLetter(code: Code): code is number {
  return code !== null && ((code >= 65 && code <= 90) || (code >= 97 && code <= 122));
}

/** The syntax extension that puts `articleHtmlFlow` in place of CommonMark's. */
export const htmlLines: Extension = {
  disable: { null: ['htmlFlow'] },
  flow: { [LESS_THAN]: articleHtmlFlow },
};
