import { comparePassages, type Compared } from '../comparison.js';
import { nearestWord, type Word } from '../nearest-word.js';
import { findIdentifiers, identifierWords, wordsIn, type Identifier } from '../reading/identifiers.js';
import type { Hit, Rule } from '../rule.js';

/** Names everyone knows: where the translation has one of these, the source misspelt it. */
const WELL_KNOWN = /^(?:sling|jcr|cq):(?:resourceType|resourceSuperType|primaryType|mixinTypes|template)$/;
/** Findings in one passage past which it is clear that all of it is broken. */
const MOST_IN_PASSAGE = 20;

/** Names only machines read, outside code: lost or altered. */
export const identifierLost: Rule = {
  id: 'identifier-lost',
  severity: 'error',
  summary: 'A name that only a machine reads is missing or altered.',
  looksAt: 'same-version',
  *check(input) {
    let words: ReadonlySet<string> | undefined;
    const isKnown = (word: string): boolean => {
      words ??= new Set(input.source.passages.flatMap(({ prose }) => [...identifierWords(prose)]));
      return words.has(word);
    };
    for (const compared of comparePassages(input)) yield* lostIn(compared, isKnown);
  },
};

function* lostIn(compared: Compared, isKnown: (word: string) => boolean): Generator<Hit> {
  const identifiers = findIdentifiers(compared.source.prose);
  if (identifiers.length === 0) return;
  const words = identifierWords(compared.text);
  const told = new Set<string>();
  let candidates: readonly Word[] | undefined;
  for (const identifier of identifiers) {
    const name = identifier.text;
    if (told.has(name) || words.has(name) || words.has(otherCase(identifier))) continue;
    told.add(name);
    if (told.size > MOST_IN_PASSAGE) return;
    if (compared.text.includes(name)) continue;
    candidates ??= candidatesIn(compared);
    const near = nearestIn(compared, identifier, candidates);
    // A source that spells a name in two ways was mended by the translator.
    if (near !== undefined && (isKnown(near.text) || WELL_KNOWN.test(near.text))) continue;
    yield {
      message: `the ${identifier.kind} "${name}" of the source is missing${near ? `; here is "${near.text}"` : ' or altered'}`,
      at: near ? near.at : compared.at,
      source: { offset: compared.source.offset(identifier.index) },
    };
  }
}

/** A name at the start of a sentence may get a capital. */
function otherCase({ text, kind }: Identifier): string {
  return kind === 'camelCase name' ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** Words of the translation that the source's passage does not have: one of them may be what a name became. */
function candidatesIn({ translation, source }: Compared): readonly Word[] {
  if (translation === undefined) return [];
  const taken = identifierWords(source.prose);
  return wordsIn(translation.prose).filter((word) => !taken.has(word.text));
}

function nearestIn(
  { translation }: Compared,
  { text }: Identifier,
  candidates: readonly Word[],
): (Word & { readonly at: { readonly start: number; readonly end: number } }) | undefined {
  const near = nearestWord(text, candidates);
  if (near === undefined || translation === undefined) return undefined;
  const end = near.index + near.text.length;
  return { ...near, at: { start: translation.offset(near.index), end: translation.offset(end) } };
}
