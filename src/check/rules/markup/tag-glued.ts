import { eachPassage } from '../../reading/each-passage.js';
import type { Passage, Span } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';
import { SPACED_LANGUAGES } from '../../reading/wording.js';

/** A dialect mark directly followed by a word. */
const MARK = /\[!(?:UICONTROL|DNL) [^\]\n]{1,200}\](\p{L}{3,})/gu;
const CLOSING = /^<\/(?:b|strong|i|em|u)>$/i;

export const tagGlued: Rule = {
  id: 'tag-glued',
  severity: 'warning',
  summary: 'The space after a closing tag, or after markup such as [!DNL …], is missing.',
  looksAt: 'pair',
  check: eachPassage((passage, original, { translation }) => {
    const glued = SPACED_LANGUAGES.has(translation.language) ? gluedIn(passage) : [];
    if (glued.length === 0 || (original && gluedIn(original).length >= glued.length)) return undefined;
    return glued.map(({ word, ...at }) => ({
      message: `no space between the closing tag or marker and "${word}"`,
      at,
      fix: { wrong: word, right: ` ${word}` },
    }));
  }),
};

function gluedIn({ raw, start: from, pieces }: Passage): readonly (Span & { readonly word: string })[] {
  const marks = [...raw.matchAll(MARK)].map(({ 0: mark, index, 1: word = '' }) => ({
    start: from + index,
    end: from + index + mark.length,
    word,
  }));
  const tags = pieces.flatMap(({ kind, text, start, end }) => {
    if (kind !== 'tag' || !CLOSING.test(text)) return [];
    const word = /^\p{L}+/u.exec(raw.slice(end - from, end - from + 40))?.[0] ?? '';
    const isWordBefore = /[\p{L}\p{N}.,:;!?)"'\]]/u.test(raw.charAt(start - from - 1));
    return word.length < 3 || !isWordBefore ? [] : [{ start, end: end + word.length, word }];
  });
  return [...marks, ...tags];
}
