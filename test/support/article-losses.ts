import type { CompiledFile } from '../../src/content/compile-translation.js';
import { htmlOf } from './compile.js';
import { lostWords, wordsOfHtml, wordsOfSource } from './visible-words.js';

/**
 * Compare an article file with what was made of it.
 *
 * @param file - The file's text.
 * @param masked - Finds what is hidden on purpose; with the `g` flag.
 * @returns Every word and bold run that neither the sections, nor the fixed titles, nor the heading show.
 */
export function articleLosses(file: string, compiled: CompiledFile, masked?: RegExp): string[] {
  const { translation, replaced = [] } = compiled;
  const titles = translation?.heading === undefined ? replaced : [...replaced, translation.heading];
  return lostWords(wordsOfSource(file, masked), wordsOfHtml(htmlOf(compiled), titles));
}
