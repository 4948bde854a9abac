import type { CompiledFile } from '../../src/content/compile-translation.js';
import { htmlOf } from './compile.js';
import { lostWords, wordsOfHtml, wordsOfSource } from './visible-words.js';

/**
 * Compare an article file with its compiled article.
 *
 * @param file - The file's text.
 * @param masked - Matches what is hidden on purpose; with the `g` flag.
 * @returns Every word and bold run missing from the sections, the fixed titles and the heading.
 */
export function articleLosses(file: string, compiled: CompiledFile, masked?: RegExp): string[] {
  const { translation, replaced = [] } = compiled;
  const titles = translation?.heading === undefined ? replaced : [...replaced, translation.heading];
  return lostWords(wordsOfSource(file, masked), wordsOfHtml(htmlOf(compiled), titles));
}
