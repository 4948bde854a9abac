import type * as z from 'zod';
import type { ArticleNumber } from '../../article/article-number.js';
import { createRestartFacts } from '../restart/restart-facts.js';
import type { Walk, WalkNode } from '../walk.js';
import type { WalkTexts } from '../walk-texts.js';
import { checkGraph, checkSteps } from './check-graph.js';
import { checkTexts, type TextsSource } from './check-texts.js';
import type { WalkFault } from './walk-fault.js';
import { TEXTS_SCHEMA, WALK_SCHEMA, type TextsDocument, type WalkDocument } from './walk-schema.js';
import { readYaml, type WalkFile, type YamlSource } from './yaml-source.js';

/** The files of one walk, and what they must fit. */
export interface WalkFiles {
  readonly number: ArticleNumber;
  /** `walk.yaml` and one `<locale>.yaml` per locale; other names are ignored. */
  readonly files: readonly WalkFile[];
  /** Where the folder stands, for faults about files that are missing. */
  readonly folder: string;
  /** Locales that must have their texts. */
  readonly locales: readonly string[];
  /** Steps of the article, to check those the walk shows; left out when the article is not known. */
  readonly stepCount?: number | undefined;
}

/** A walk ready to serve, or none; and everything found wrong. */
export interface ParsedWalk {
  /** Undefined when any fault is an error: serve the article without it. */
  readonly walk: Walk | undefined;
  readonly faults: readonly WalkFault[];
}

const LOCALE_FILE = /^([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\.ya?ml$/;

function schemaFaults(error: z.ZodError, source: YamlSource): readonly WalkFault[] {
  return error.issues.map((issue) => {
    const place = issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
    return source.fault(issue.path, 'walk-schema', `${place}${issue.message}`);
  });
}

function buildNodes(document: WalkDocument): ReadonlyMap<string, WalkNode> {
  const edges = (next: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
    new Map(Object.entries(next));
  const nodes: readonly WalkNode[] = [
    ...Object.entries(document.questions).map(([id, { input, step, early, since, next }]) => {
      return { kind: 'question', id, input, step, isEarly: early, since, edges: edges(next) } as const;
    }),
    ...Object.entries(document.facts).map(
      ([id, { ask, next }]) => ({ kind: 'fact', id, fact: ask, edges: edges(next) }) as const,
    ),
    ...Object.entries(document.outcomes).map(([id, { kind, article, step }]) => {
      return { kind: 'outcome', id, outcome: kind, article, step } as const;
    }),
  ];
  return new Map(nodes.map((node) => [node.id, node]));
}

function buildTexts(document: TextsDocument): WalkTexts {
  const group = (name: 'verdict' | 'assumption' | 'warning'): [string, string][] =>
    Object.entries(document[name]).map(([key, text]) => [`${name}.${key}`, text]);
  return {
    title: document.title,
    intro: document.intro,
    consolePath: document.console,
    questions: new Map(
      Object.entries(document.questions).map(([id, { prompt, help, options, instructions }]) => {
        return [id, { prompt, help, instructions, options: new Map(Object.entries(options)) }];
      }),
    ),
    outcomes: new Map(Object.entries(document.outcomes)),
    findings: new Map([...group('verdict'), ...group('assumption'), ...group('warning')]),
  };
}

function checkNames(document: WalkDocument, source: YamlSource): readonly WalkFault[] {
  const ids = [document.questions, document.facts, document.outcomes].flatMap((group) => Object.keys(group));
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  return twice.map((id) =>
    source.fault(['outcomes', id], 'walk-duplicate-node', `two nodes are named "${id}"`),
  );
}

/**
 * Read a walk's files: parse, then check that it can be followed to an end from everywhere and says everything in every locale.
 *
 * Never throws; a walk with an error is not served, its article is.
 */
export function parseWalk(given: WalkFiles): ParsedWalk {
  const faults: WalkFault[] = [];
  const file = given.files.find(({ name }) => name === 'walk.yaml');
  if (file === undefined) {
    const message = 'this folder has no walk.yaml';
    return {
      walk: undefined,
      faults: [
        { path: given.folder, line: 1, column: 1, code: 'walk-missing-file', severity: 'error', message },
      ],
    };
  }
  const source = readYaml(file);
  const parsed = WALK_SCHEMA.safeParse(source.value);
  faults.push(...source.faults);
  if (!parsed.success && source.faults.length === 0) faults.push(...schemaFaults(parsed.error, source));
  const texts = readTexts(given, faults);
  if (!parsed.success) return { walk: undefined, faults };
  const walk: Walk = {
    number: given.number,
    kind: 'guided',
    version: parsed.data.version,
    start: parsed.data.start,
    nodes: buildNodes(parsed.data),
    facts: createRestartFacts(parsed.data.bounds),
    texts: new Map(texts.map(({ locale, document }) => [locale, buildTexts(document)])),
  };
  faults.push(...checkNames(parsed.data, source), ...checkGraph(walk, source), ...checkTexts(walk, texts));
  if (given.stepCount !== undefined) faults.push(...checkSteps(walk, given.stepCount, source));
  return { walk: faults.some((fault) => fault.severity === 'error') ? undefined : walk, faults };
}

/** English first, since the others are compared with it. */
function readTexts(given: WalkFiles, faults: WalkFault[]): readonly TextsSource[] {
  const texts: TextsSource[] = [];
  const found = new Set<string>();
  for (const file of given.files.toSorted(
    (a, b) => Number(b.name === 'en.yaml') - Number(a.name === 'en.yaml'),
  )) {
    const locale = LOCALE_FILE.exec(file.name)?.[1];
    if (locale === undefined) continue;
    found.add(locale);
    const source = readYaml(file);
    const parsed = TEXTS_SCHEMA.safeParse(source.value);
    faults.push(...source.faults);
    if (parsed.success) texts.push({ locale, document: parsed.data, source });
    else if (source.faults.length === 0) faults.push(...schemaFaults(parsed.error, source));
  }
  for (const locale of given.locales.filter((wanted) => !found.has(wanted))) {
    const message = `this walk says nothing in ${locale}: add ${locale}.yaml`;
    faults.push({
      path: given.folder,
      line: 1,
      column: 1,
      code: 'walk-missing-locale',
      severity: 'error',
      message,
    });
  }
  return texts;
}
