import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';
import { SPACED_LANGUAGES } from '../../spaced-languages.js';

/** A dialect mark directly followed by a word. */
const MARK = /\[!(?:UICONTROL|DNL) [^\]\n]{1,200}\](\p{L}{3,})/gu;
const CLOSING = /^<\/(?:b|strong|i|em|u)>$/i;

/** A word directly after the end of a bold one. */
export const tagGlued: Rule = {
  id: 'tag-glued',
  severity: 'warning',
  summary: 'The space after a closing tag, or after markup such as [!DNL …], is missing.',
  looksAt: 'pair',
  *check({ translation, pairing }) {
    if (!SPACED_LANGUAGES.has(translation.language)) return;
    for (const passage of translation.passages) {
      const glued = gluedIn(passage);
      const original = pairing.original(passage);
      if (glued.length === 0 || (original && gluedIn(original).length >= glued.length)) continue;
      for (const { start, end, word } of glued) {
        yield {
          message: `no space between the closing tag or marker and "${word}"`,
          at: { start, end },
          fix: { wrong: word, right: ` ${word}` },
          source: original,
        };
      }
    }
  },
};

function gluedIn({
  raw,
  start: from,
  pieces,
}: Passage): readonly { readonly start: number; readonly end: number; readonly word: string }[] {
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
