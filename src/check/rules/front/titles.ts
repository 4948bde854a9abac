import { plainValue, textOf } from '../../front-values.js';
import { textLikeness } from '../../nearest-word.js';
import { findIdentifiers, identifierWords } from '../../reading/identifiers.js';
import { digitsIn } from '../../reading/numbers.js';
import { naturalWords } from '../../reading/wording.js';
import type { ArticleDocument } from '../../reading/document.js';
import type { ComparisonInput, Rule } from '../../rule.js';

const AT_TITLE = { at: { key: 'title' }, source: { key: 'title' } };

/** An error code or name missing from the title, where readers search for it. */
export const titleLacksIdentifier: Rule = {
  id: 'title-lacks-identifier',
  severity: 'error',
  summary: 'The title lacks a code, name or number that the source title has.',
  looksAt: 'same-version',
  *check(input) {
    const [here, there] = titlesOf(input);
    const [words, digits] = [identifierWords(here), digitsIn(here)];
    const names = findIdentifiers(there).map(({ text }) => text);
    const numbers = there.match(/(?<![\p{L}\d.,:/-])\d{3,9}(?![\p{L}\d]|[.,:/-]\d)/gu) ?? [];
    for (const name of new Set([...names, ...numbers])) {
      if (words.has(name) || here.toLowerCase().includes(name.toLowerCase()) || digits.has(name)) continue;
      yield { message: `the title lacks "${name}", which the source title has`, ...AT_TITLE };
    }
  },
};

/** Fewest ordinary words of a title that is a sentence; a shorter one may consist of product and feature names. */
const FEWEST_WORDS = 3;
/** Share of the source's ordinary words still present. */
const LEFT = 0.8;
const OTHER_SCRIPT: ReadonlySet<string> = new Set(['ja', 'zh', 'ko']);

export const titleUntranslated: Rule = {
  id: 'title-untranslated',
  severity: 'warning',
  summary: 'The title is still in the source language.',
  looksAt: 'pair',
  *check(input) {
    const { language } = input.translation;
    const [title, original] = titlesOf(input);
    if (title === '' || language === input.source.language) return;
    // A quoted message stays untranslated.
    const words = naturalWords(original.replace(/["“'‘][^"”'’]*["”'’]/g, ''));
    if (words.length < (fold(title) === fold(original) ? 2 : FEWEST_WORDS)) return;
    const here = new Set(naturalWords(title));
    const left = words.filter((word) => here.has(word)).length;
    const isOwnScript = OTHER_SCRIPT.has(language) && /[\u3040-\u9FFF\uAC00-\uD7FF]{2}/.test(title);
    if (left < words.length * LEFT || isOwnScript) return;
    yield { message: `the title is in the source language: ${title.slice(0, 80)}`, ...AT_TITLE };
  },
};

/** The plain titles of both files; empty if one has none. */
function titlesOf({ translation, source }: ComparisonInput): readonly [string, string] {
  const [here, there] = [textOf(translation, 'title'), textOf(source, 'title')];
  return here === undefined || there === undefined ? ['', ''] : [plainValue(here), plainValue(there)];
}

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
    if (fold(original) !== fold(plainValue(there.plain))) return;
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
  return textLikeness(fold(title), fold(heading)) < UNLIKE
    ? `"${heading.slice(0, 80)}" has almost no words of the title`
    : undefined;
}

function mainHeading({ passages }: ArticleDocument): ArticleDocument['passages'][number] | undefined {
  const heading = passages.find(({ level }) => level === 1);
  return heading?.isUnread === false ? heading : undefined;
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
