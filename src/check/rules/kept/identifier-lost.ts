import { comparePassages, type Compared } from '../../comparison.js';
import { nearestWord } from '../../reading/nearest-word.js';
import {
  findIdentifiers,
  identifierWords,
  wordsIn,
  type Identifier,
  type Word,
} from '../../reading/identifiers.js';
import type { Span } from '../../reading/passage.js';
import { oncePerPassage, type Wording } from '../../reading/wording.js';
import type { Hit, Rule } from '../../rule.js';

/** Well-known names: if the translation has one of these, the source misspelt it. */
const WELL_KNOWN = /^(?:sling|jcr|cq):(?:resourceType|resourceSuperType|primaryType|mixinTypes|template)$/;
/** Findings in a passage above which the whole passage is clearly broken. */
const MOST_IN_PASSAGE = 20;

const identifiersOf = oncePerPassage(({ prose }) => findIdentifiers(prose));
const proseWords = oncePerPassage(({ prose }) => identifierWords(prose));

/** Identifiers outside code that were lost or altered. */
export const identifierLost: Rule = {
  id: 'identifier-lost',
  severity: 'error',
  summary: 'An identifier is missing or altered.',
  looksAt: 'aligned',
  *check(input) {
    let words: ReadonlySet<string> | undefined;
    const isKnown = (word: string): boolean => {
      words ??= new Set(input.source.passages.flatMap((passage) => [...proseWords(passage)]));
      return words.has(word);
    };
    for (const compared of comparePassages(input)) yield* lostIn(compared, isKnown);
  },
};

function* lostIn(compared: Compared, isKnown: (word: string) => boolean): Generator<Hit> {
  const identifiers = identifiersOf(compared.source);
  if (identifiers.length === 0) return;
  const { words, text } = compared.wording();
  const told = new Set<string>();
  let candidates: readonly Word[] | undefined;
  for (const identifier of identifiers) {
    const name = identifier.text;
    if (told.has(name) || words.has(name) || isWrittenOtherwise(identifier, compared.wording())) continue;
    told.add(name);
    if (told.size > MOST_IN_PASSAGE) return;
    if (hasWithin(text, name)) continue;
    candidates ??= candidatesIn(compared);
    const near = nearestIn(compared, identifier, candidates);
    // If the source spells a name in two ways, the translator may have corrected it.
    if (near !== undefined && (isKnown(near.text) || WELL_KNOWN.test(near.text))) continue;
    yield {
      message: `the ${identifier.kind} "${name}" from the source is missing${near ? `; found "${near.text}" instead` : ' or altered'}`,
      at: near ? near.at : compared.at,
      // Only placeholders can be restored with certainty.
      ...(near &&
        identifier.kind === 'placeholder' &&
        isPlaceholder(near.text) && { fix: { wrong: near.text, right: name } }),
      source: compared.source.span(identifier.index, 0),
    };
  }
}

function isPlaceholder(text: string): boolean {
  return /^(?:\$\{|\{\{|%\{|#\{).*\}$/.test(text);
}

/**
 * Whether a name occurs in an equivalent form: capitalized at the start of a sentence, a code in capitals, a version without `v`, a
 * version range with a word in between.
 */
function isWrittenOtherwise({ text: name, kind }: Identifier, { words, text }: Wording): boolean {
  if (kind === 'camelCase name') return words.has(name.charAt(0).toUpperCase() + name.slice(1));
  if (kind === 'error code') return words.has(name.toUpperCase()) || words.has(name.toLowerCase());
  if (kind !== 'version') return false;
  const versions = name.split('-').map((version) => version.replace(/^v/i, ''));
  return versions.every((version) => new RegExp(`(?<![\\d.])${escapeDots(version)}(?!\\.?\\d)`).test(text));
}

function escapeDots(version: string): string {
  return version.replace(/[^\w]/g, '\\$&');
}

/** Whether a name is part of a word, as in compounds; a part of a longer number does not count. */
function hasWithin(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const isCut = /\d$/.test(name) && /^\.?\d/.test(text.slice(at + name.length, at + name.length + 2));
    if (!isCut) return true;
  }
  return false;
}

/** Words of the translation that the source passage lacks: candidates for what a name turned into. */
function candidatesIn({ translation, source }: Compared): readonly Word[] {
  if (translation === undefined) return [];
  const taken = proseWords(source);
  return wordsIn(translation.prose).filter((word) => !taken.has(word.text));
}

function nearestIn(
  { translation }: Compared,
  { text }: Identifier,
  candidates: readonly Word[],
): (Word & { readonly at: Span }) | undefined {
  const near = nearestWord(text, candidates);
  return near && translation && { ...near, at: translation.span(near.index, near.text.length) };
}
