import { plainValue } from '../../reading/front-values.js';
import { textLikeness } from '../../reading/nearest-word.js';
import type { ArticleDocument } from '../../reading/document.js';
import { findIdentifiers } from '../../reading/identifiers.js';
import type { Rule } from '../../rule.js';
import { foldWords, titlesOf } from '../../reading/front-values.js';

/** Share of common letter pairs below which two titles are probably about different articles. */
const UNLIKE = 0.25;

/** Title and main heading, translated separately, that say different things. */
export const titleHeadingDiffer: Rule = {
  id: 'title-heading-differ',
  severity: 'warning',
  summary: 'Title and main heading name different things.',
  looksAt: 'same-version',
  *check(input) {
    const [title, original] = titlesOf(input);
    const [here, there] = [mainHeading(input.translation), mainHeading(input.source)];
    if (title === '' || here === undefined || there === undefined) return;
    if (foldWords(original) !== foldWords(plainValue(there.plain))) return;
    const difference = differenceOf(title, plainValue(here.plain));
    if (difference === undefined) return;
    yield {
      message: `title and main heading differ: ${difference}`,
      at: here.span(0, here.prose.length),
      source: there.span(0, 0),
    };
  },
};

function differenceOf(title: string, heading: string): string | undefined {
  const namesIn = (text: string, other: string): readonly string[] =>
    findIdentifiers(text).flatMap((name) => (other.includes(name.text) ? [] : [name.text]));
  const apart = [...new Set([...namesIn(title, heading), ...namesIn(heading, title)])];
  if (apart.length > 0) return `"${apart.join('", "')}" is in only one of them`;
  return textLikeness(foldWords(title), foldWords(heading)) < UNLIKE
    ? `"${heading.slice(0, 80)}" has almost no words of the title`
    : undefined;
}

function mainHeading({ passages }: ArticleDocument): ArticleDocument['passages'][number] | undefined {
  const heading = passages.find(({ level }) => level === 1);
  return heading?.isUnread === false ? heading : undefined;
}
