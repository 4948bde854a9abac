import type { Translate } from '../../locale/strings.js';
import { direction } from '../../locale/tag.js';

/**
 * UI text in a different language than the page, for locales with content but no UI texts.
 *
 * Sentences are wrapped in private-use characters and converted to elements with `lang` and `dir` in the finished
 * document (WCAG 3.1.2), transparently to components.
 *
 * @see docs/decisions/0004-locale-fallback.md
 */
const [OPEN, TAG_END, CLOSE] = ['\uF8E0', '\uF8E1', '\uF8E2'] as const;
const SENTENCE = `${OPEN}([A-Za-z0-9-]+)${TAG_END}([^${CLOSE}]*)${CLOSE}`;
const MARKS = new RegExp(`${OPEN}[A-Za-z0-9-]+${TAG_END}|${CLOSE}`, 'g');
/** Elements that hold text only, tags, and sentences. */
const PARTS = new RegExp(
  `<(title|option|textarea|script)\\b[^]*?</\\1>|<[^>"]*(?:"[^"]*"[^>"]*)*>|${SENTENCE}`,
  'g',
);

/** Between two sentences that make one: they run in their own direction together. */
const SEAMS = new RegExp(`${CLOSE}([\\s·,]*)${OPEN}[A-Za-z0-9-]+${TAG_END}`, 'g');

/** Mark words as those of a language. */
export function markWords(language: string, words: string): string {
  return `${OPEN}${language}${TAG_END}${words.replace(MARKS, '')}${CLOSE}`;
}

/** Wrap a translator so that its output is marked with its language. */
export function sayIn(language: string, t: Translate): Translate {
  return (key, values) => markWords(language, t(key, values));
}

/** Convert marked sentences to elements; in attributes and text-only elements, remove the marks. */
export function settleForeignWords(html: string): string {
  if (!html.includes(OPEN)) return html;
  return html
    .replace(SEAMS, '$1')
    .replace(PARTS, (part: string, _name, language?: string, sentence?: string) =>
      language === undefined || sentence === undefined
        ? part.replace(MARKS, '')
        : `<span lang="${language}" dir="${direction(language)}">${sentence}</span>`,
    );
}
