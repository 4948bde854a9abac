import { eachPassage } from '../../reading/each-passage.js';
import { oncePerPassage } from '../../reading/wording.js';
import type { Rule } from '../../rule.js';

/** Longest loop, in words, or in characters for languages without spaces. */
const LONGEST_LOOP = 8;
/** Shortest loop, in characters; shorter ones are emphasis, dotted lines and the like. */
const SHORTEST_LOOP = 6;
const SHORTEST_DENSE_LOOP = 4;
/** Repeated short words: `de la red de la red`. */
const TWICE = /(?<![\p{L}\p{N}'’-])((?:[\p{Ll}'’]+ ){1,7}[\p{Ll}'’]{2,}) \1(?![\p{L}\p{N}'’-])/u;

/** A source word that recurs within three words: `who viewed this viewed that`. */
const COMES_BACK = /(?<![\p{L}])(\p{L}{4,30})(?: [\p{L}'’]{1,30}){0,2} \1(?!\p{L})/u;

/** What a stuck machine translation repeats; empty if nothing. */
const loopOf = oncePerPassage((passage) => {
  if (passage.kind === 'code') return { stuck: '', twice: '' };
  const text = passage.plain;
  const words = text.split(' ');
  // Only the last word of a repeated phrase may differ, by trailing punctuation.
  const twice = hasPhraseTwice(words) ? (TWICE.exec(passage.prose)?.[1] ?? '') : '';
  return { stuck: findLoop(text, words), twice };
});

export const textLooped: Rule = {
  id: 'text-looped',
  severity: 'error',
  summary: 'A phrase is repeated: words of a sentence twice, or any text three times in a row.',
  looksAt: 'pair',
  check: eachPassage((passage, original) => {
    const { stuck, twice } = loopOf(passage);
    if (stuck + twice === '') return undefined;
    const there = original && loopOf(original);
    if (there && (there.stuck + there.twice !== '' || (stuck === '' && COMES_BACK.test(original.prose))))
      return undefined;
    return { message: `"${stuck || twice}" is repeated` };
  }),
};

function hasPhraseTwice(words: readonly string[]): boolean {
  for (let size = 2; size <= LONGEST_LOOP; size++) {
    let alike = 0;
    for (let at = size; at < words.length; at++) {
      alike = words[at] === words[at - size] ? alike + 1 : 0;
      if (alike >= size - 1) return true;
    }
  }
  return false;
}

function findLoop(text: string, words: readonly string[]): string {
  const shortest = /[\u3040-\u9FFF\uAC00-\uD7FF]/.test(text) ? SHORTEST_DENSE_LOOP : SHORTEST_LOOP;
  const byWords = repeated(words, LONGEST_LOOP, ' ', shortest);
  if (byWords !== '') return byWords;
  return /[\u3040-\u9FFF]{12}/.test(text)
    ? repeated(Array.from(text), LONGEST_LOOP * 2, '', SHORTEST_DENSE_LOOP)
    : '';
}

/** The first run of up to `longest` parts that occurs three times in a row. */
function repeated(parts: readonly string[], longest: number, glue: string, shortest: number): string {
  for (let size = 1; size <= longest; size++) {
    let alike = 0;
    for (let at = size; at < parts.length; at++) {
      alike = parts[at] === parts[at - size] ? alike + 1 : 0;
      if (alike < size * 2) continue;
      const loop = parts.slice(at - size + 1, at + 1).join(glue);
      if (loop.length >= shortest && /\p{L}{2}/u.test(loop) && new Set(Array.from(loop)).size > 2)
        return loop;
    }
  }
  return '';
}
