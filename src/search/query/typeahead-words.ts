import { visitChunks } from '../analysis/chunks.js';
import { cleanText, lower, withoutMarks } from '../analysis/fold.js';

/**
 * The words of a title or of what is being typed: lower case, without marks, not stemmed, since half a word has no stem.
 * Chinese, Japanese and Korean come as pairs of characters, a lone character as it is.
 */
export function typeaheadWords(text: string): string[] {
  const words: string[] = [];
  visitChunks(cleanText(text), (chunk) => {
    const word = lower(chunk.text);
    if (!chunk.isCjk) {
      words.push(
        ...withoutMarks(word)
          .split(/[^\p{L}\p{N}]+/u)
          .filter((part) => part !== ''),
      );
      return;
    }
    const characters = Array.from(word);
    const pairs = Math.max(1, characters.length - 1);
    for (let i = 0; i < pairs; i++) words.push(characters.slice(i, i + 2).join(''));
  });
  return words;
}
