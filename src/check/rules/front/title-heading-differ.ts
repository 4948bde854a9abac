import { plainValue, textOf } from '../../front-values.js';
import { textLikeness } from '../../nearest-word.js';
import { findIdentifiers } from '../../reading/identifiers.js';
import type { ArticleDocument } from '../../reading/document.js';
import type { Rule } from '../../rule.js';

/** Share of common letter pairs below which two titles are probably about different articles. */
const UNLIKE = 0.25;

/** Title and main heading, translated separately, that say different things. */
export const titleHeadingDiffer: Rule = {
  id: 'title-heading-differ',
  severity: 'warning',
  summary: 'Title and main heading name different things.',
  looksAt: 'same-version',
  *check({ translation, source }) {
    const [here, there] = [readPair(translation), readPair(source)];
    if (here === undefined || there === undefined || fold(there.title) !== fold(there.heading)) return;
    const difference = differenceOf(here.title, here.heading);
    if (difference === undefined) return;
    yield {
      message: `title and main heading differ: ${difference}`,
      at: here.at,
      source: { start: there.at.start },
    };
  },
};

function differenceOf(title: string, heading: string): string | undefined {
  const [inTitle, inHeading] = [title, heading].map(
    (text) => new Set(findIdentifiers(text).map(({ text: name }) => name)),
  );
  const apart = [...(inTitle ?? [])].filter((name) => !heading.includes(name));
  const other = [...(inHeading ?? [])].filter((name) => !title.includes(name));
  if (apart.length + other.length > 0) return `"${[...apart, ...other].join('", "')}" is in only one of them`;
  return textLikeness(fold(title), fold(heading)) < UNLIKE
    ? `"${heading.slice(0, 80)}" has almost no words of the title`
    : undefined;
}

function readPair(document: ArticleDocument):
  | {
      readonly title: string;
      readonly heading: string;
      readonly at: { readonly start: number; readonly end: number };
    }
  | undefined {
  const title = textOf(document, 'title');
  const heading = document.passages.find(({ kind, level }) => kind === 'heading' && level === 1);
  if (title === undefined || heading === undefined || heading.isUnread) return undefined;
  return {
    title: plainValue(title),
    heading: plainValue(heading.plain()),
    at: { start: heading.offset(0), end: heading.offset(heading.prose.length) },
  };
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
