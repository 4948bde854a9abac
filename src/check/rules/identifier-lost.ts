import { comparePassages, type Compared } from '../comparison.js';
import { nearestWord, type Word } from '../nearest-word.js';
import { findIdentifiers, identifierWords, wordsIn, type Identifier } from '../reading/identifiers.js';
import type { Hit, Rule } from '../rule.js';

/** Findings in one passage past which it is clear that all of it is broken. */
const MOST_IN_PASSAGE = 20;

/** Names only machines read, outside code: lost or altered. */
export const identifierLost: Rule = {
  id: 'identifier-lost',
  severity: 'error',
  summary: 'A name that only a machine reads is missing or altered.',
  looksAt: 'same-version',
  *check(input) {
    const known = new Set(input.source.passages.flatMap(({ prose }) => [...identifierWords(prose)]));
    for (const compared of comparePassages(input)) yield* lostIn(compared, known);
  },
};

function* lostIn(compared: Compared, known: ReadonlySet<string>): Generator<Hit> {
  const identifiers = findIdentifiers(compared.source.prose);
  if (identifiers.length === 0) return;
  const words = identifierWords(compared.text);
  const told = new Set<string>();
  for (const identifier of identifiers) {
    const name = identifier.text;
    if (told.has(name) || words.has(name) || words.has(otherCase(identifier))) continue;
    told.add(name);
    if (told.size > MOST_IN_PASSAGE) return;
    if (compared.text.includes(name)) continue;
    const near = nearestIn(compared, identifier);
    // A source that spells a name in two ways was mended by the translator.
    if (near !== undefined && known.has(near.text) && !identifierWords(compared.source.prose).has(near.text))
      continue;
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

function nearestIn(
  { translation, source }: Compared,
  { text }: Identifier,
): (Word & { readonly at: { readonly start: number; readonly end: number } }) | undefined {
  if (translation === undefined) return undefined;
  const taken = identifierWords(source.prose);
  const near = nearestWord(
    text,
    wordsIn(translation.prose).filter((word) => !taken.has(word.text)),
  );
  return (
    near && {
      ...near,
      at: { start: translation.offset(near.index), end: translation.offset(near.index + near.text.length) },
    }
  );
}
