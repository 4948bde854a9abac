import type { Walk } from '../walk.js';
import { placeholdersIn } from '../walk-texts.js';
import type { WalkDiagnostic, YamlPath, YamlSource } from './yaml-source.js';
import type { TextsDocument } from './walk-schema.js';

/** One locale's texts and their source. */
export interface TextsSource {
  readonly locale: string;
  readonly document: TextsDocument;
  readonly source: YamlSource;
}

/** Compare a file's keys with those the walk needs. */
function compareNames(
  given: readonly string[],
  needed: readonly string[],
  at: YamlPath,
  source: YamlSource,
): readonly WalkDiagnostic[] {
  const missing = needed
    .filter((name) => !given.includes(name))
    .map((name) =>
      source.diagnostic([...at, name], 'walk-missing-text', `no text for ${[...at, name].join('.')}`),
    );
  const odd = given
    .filter((name) => !needed.includes(name))
    .map((name) =>
      source.diagnostic(
        [...at, name],
        'walk-unused-text',
        `${[...at, name].join('.')} is never shown`,
        'warning',
      ),
    );
  return [...missing, ...odd];
}

function checkNames(walk: Walk, { document, source }: TextsSource): readonly WalkDiagnostic[] {
  const nodes = [...walk.nodes.values()];
  const questions = nodes.filter((node) => node.kind === 'question');
  const outcomes = nodes.filter((node) => node.kind === 'outcome');
  const named = (list: readonly { id: string }[]): readonly string[] => list.map((node) => node.id);
  const sentences = (group: 'verdict' | 'assumption' | 'warning'): readonly WalkDiagnostic[] => {
    const needed = walk.facts.sentences.flatMap((name) =>
      name.startsWith(`${group}.`) ? name.slice(group.length + 1) : [],
    );
    return compareNames(Object.keys(document[group]), needed, [group], source);
  };
  const options = questions.flatMap((node) => {
    const texts = new Map(Object.entries(document.questions)).get(node.id);
    if (texts === undefined) return [];
    const needed = node.input.type === 'choice' ? node.input.options : [];
    return compareNames(Object.keys(texts.options), needed, ['questions', node.id, 'options'], source);
  });
  return [
    ...compareNames(Object.keys(document.questions), named(questions), ['questions'], source),
    ...compareNames(Object.keys(document.outcomes), named(outcomes), ['outcomes'], source),
    ...options,
    ...sentences('verdict'),
    ...sentences('assumption'),
    ...sentences('warning'),
  ];
}

/** All texts with their paths. */
function* sentencesIn(value: unknown, at: YamlPath = []): Generator<readonly [YamlPath, string]> {
  if (typeof value === 'string') yield [at, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value))
      yield* sentencesIn(part, [...at, Array.isArray(value) ? Number(key) : key]);
  }
}

function checkPlaceholders(
  texts: TextsSource,
  model: ReadonlyMap<string, readonly string[]>,
  known: readonly string[],
): readonly WalkDiagnostic[] {
  return [...sentencesIn(texts.document)].flatMap(([at, text]) => {
    const found = placeholdersIn(text);
    const odd = found.find((name) => !known.includes(name));
    if (odd !== undefined) {
      return texts.source.diagnostic(
        at,
        'walk-unknown-placeholder',
        `{${odd}} has no value; ${known.length === 0 ? 'the walk has no factSet' : `known placeholders: ${known.join(', ')}`}`,
      );
    }
    const wanted = model.get(at.join('.'));
    if (wanted === undefined || [...new Set(wanted)].join() === [...new Set(found)].join()) return [];
    const names = wanted.length === 0 ? 'none' : wanted.map((name) => `{${name}}`).join(' ');
    return texts.source.diagnostic(
      at,
      'walk-placeholders',
      `must have the same placeholders as the other languages: ${names}`,
    );
  });
}

/**
 * Check a walk's texts: each locale is complete, with the same placeholders and number of instructions.
 *
 * @param all - The first is the reference for the others.
 */
export function checkTexts(walk: Walk, all: readonly TextsSource[]): readonly WalkDiagnostic[] {
  const [first] = all;
  const model = new Map(
    first === undefined
      ? []
      : [...sentencesIn(first.document)].map(([at, text]) => [at.join('.'), placeholdersIn(text)]),
  );
  return all.flatMap((texts) => [
    ...checkNames(walk, texts),
    ...checkPlaceholders(texts, model, walk.facts.placeholders),
    ...(first === undefined ? [] : checkInstructions(texts, first)),
  ]);
}

function checkInstructions(texts: TextsSource, model: TextsSource): readonly WalkDiagnostic[] {
  const others = new Map(Object.entries(texts.document.questions));
  return Object.entries(model.document.questions).flatMap(([id, { instructions }]) => {
    const own = others.get(id);
    if (own === undefined || own.instructions.length === instructions.length) return [];
    const message = `has ${own.instructions.length} instructions, but ${model.locale} has ${instructions.length}`;
    return texts.source.diagnostic(['questions', id, 'instructions'], 'walk-instructions', message);
  });
}
