import type { Translation } from '../../article/article.js';

const LONGEST = 160;

/** Sections that say best what an article is about, in this order. */
const TELLING = ['summary', 'issue', 'description', 'resolution'] as const;

/** A line about an article for search engines and previews: its own description, else the beginning of its text. */
export function articleDescription(translation: Translation): string | undefined {
  if (translation.description !== undefined) return translation.description;
  for (const name of TELLING) {
    const text = translation.sections
      .find((section) => section.name === name)
      ?.text.replace(/\s+/g, ' ')
      .trim();
    if (text) return shorten(text);
  }
  return undefined;
}

/** Cut a text to what previews show. */
export function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '');
  // A word is kept whole where words are spaced; Chinese and Japanese are cut where they are.
  const space = cut.lastIndexOf(' ');
  return `${space > LONGEST * 0.6 ? cut.slice(0, space) : cut}…`;
}
