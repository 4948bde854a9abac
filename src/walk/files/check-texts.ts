import type { Walk } from '../walk.js';
import { placeholdersIn, type WalkTexts } from '../walk-texts.js';
import type { WalkDiagnostic, YamlPath, YamlSource } from './yaml-source.js';

export interface TextsSource {
  readonly locale: string;
  readonly texts: WalkTexts;
  readonly source: YamlSource;
}

/**
 * Compare a file's keys with those the walk needs.
 *
 * @param at - Their path; names may go on with dots.
 */
function compareNames(
  given: Iterable<string>,
  needed: readonly string[],
  at: YamlPath,
  source: YamlSource,
): readonly WalkDiagnostic[] {
  const names = new Set(given);
  const missing = needed.filter((name) => !names.has(name));
  const odd = [...names].filter((name) => !needed.includes(name));
  const place = (name: string): YamlPath => [...at, ...name.split('.')];
  return [
    ...missing.map((name) =>
      source.diagnostic(place(name), 'walk-missing-text', `no text for ${place(name).join('.')}`),
    ),
    ...odd.map((name) => {
      const message = `${place(name).join('.')} is never shown`;
      return source.diagnostic(place(name), 'walk-unused-text', message, 'warning');
    }),
  ];
}

function checkNames(walk: Walk, { texts, source }: TextsSource): readonly WalkDiagnostic[] {
  const nodes = [...walk.nodes.values()];
  const questions = nodes.filter((node) => node.kind === 'question');
  const outcomes = nodes.filter((node) => node.kind === 'outcome');
  const named = (list: readonly { id: string }[]): readonly string[] => list.map((node) => node.id);
  const options = questions.flatMap(({ id, input }) => {
    const own = texts.questions.get(id);
    const needed = input.type === 'choice' ? input.options : [];
    return own ? compareNames(own.options.keys(), needed, ['questions', id, 'options'], source) : [];
  });
  return [
    ...compareNames(texts.questions.keys(), named(questions), ['questions'], source),
    ...compareNames(texts.outcomes.keys(), named(outcomes), ['outcomes'], source),
    ...options,
    ...compareNames(texts.sentences.keys(), walk.facts.sentences, [], source),
  ];
}

function* sentencesIn(value: unknown, at: YamlPath = []): Generator<readonly [YamlPath, string]> {
  if (typeof value === 'string') yield [at, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value))
      yield* sentencesIn(part, [...at, Array.isArray(value) ? Number(key) : key]);
  }
}

function checkPlaceholders(
  { source }: TextsSource,
  model: ReadonlyMap<string, readonly string[]>,
  known: readonly string[],
): readonly WalkDiagnostic[] {
  return [...sentencesIn(source.value)].flatMap(([at, text]) => {
    const found = placeholdersIn(text);
    const odd = found.find((name) => !known.includes(name));
    if (odd !== undefined) {
      return source.diagnostic(
        at,
        'walk-unknown-placeholder',
        `{${odd}} has no value; ${known.length === 0 ? 'the walk has no factSet' : `known placeholders: ${known.join(', ')}`}`,
      );
    }
    const wanted = model.get(at.join('.'));
    if (wanted === undefined || [...new Set(wanted)].join() === [...new Set(found)].join()) return [];
    const names = wanted.length === 0 ? 'none' : wanted.map((name) => `{${name}}`).join(' ');
    return source.diagnostic(
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
      : [...sentencesIn(first.source.value)].map(([at, text]) => [at.join('.'), placeholdersIn(text)]),
  );
  return all.flatMap((texts) => [
    ...checkNames(walk, texts),
    ...checkPlaceholders(texts, model, walk.facts.placeholders),
    ...(first === undefined ? [] : checkInstructions(texts, first)),
  ]);
}

function checkInstructions({ texts, source }: TextsSource, model: TextsSource): readonly WalkDiagnostic[] {
  return [...model.texts.questions].flatMap(([id, { instructions }]) => {
    const own = texts.questions.get(id);
    if (own === undefined || own.instructions.length === instructions.length) return [];
    const message = `has ${own.instructions.length} instructions, but ${model.locale} has ${instructions.length}`;
    return source.diagnostic(['questions', id, 'instructions'], 'walk-instructions', message);
  });
}
