import * as z from 'zod';
import type { ArticleNumber } from '../../article/article-number.js';
import type { FactSetModule } from '../fact-set.js';
import { FACT_SETS } from '../facts/index.js';
import type { Walk, WalkNode } from '../walk.js';
import { checkGraph, checkSteps } from './check-graph.js';
import { checkTexts, type TextsSource } from './check-texts.js';
import { parseWalkDocument, type WalkDocument } from './walk-schema.js';
import { readYaml, type WalkDiagnostic, type WalkFile, type YamlSource } from './yaml-source.js';
import { WALK_TEXTS, type WalkTexts } from '../walk-texts.js';

export interface WalkFiles {
  readonly number: ArticleNumber;
  /** `walk.yaml` and one `<locale>.yaml` per locale; other names are ignored. */
  readonly files: readonly WalkFile[];
  /** Path of the folder, for diagnostics about missing files. */
  readonly folder: string;
  /** Locales that should have texts; without them the walk is served in another language. */
  readonly locales: readonly string[];
  /** Step count of the article, to check references; undefined when unknown. */
  readonly stepCount?: number | undefined;
}

/** A walk's files as data, sufficient to reassemble it. */
const STORED = z.object({ walk: z.unknown(), texts: z.record(z.string(), z.unknown()) });

type StoredWalk = z.infer<typeof STORED>;

/** A walk, unless it has errors, and its diagnostics. */
export interface ParsedWalk {
  /** Undefined when any diagnostic is an error; the article is then served without it. */
  readonly walk: Walk | undefined;
  /** Input for {@link readStoredWalk}, as JSON; defined when the walk is. */
  readonly stored: StoredWalk | undefined;
  readonly diagnostics: readonly WalkDiagnostic[];
}

const LOCALE_FILE = /^([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\.ya?ml$/;

/** What is wrong with a file: its YAML, else its shape. */
function schemaDiagnostics(
  { error }: z.ZodSafeParseResult<unknown>,
  source: YamlSource,
): readonly WalkDiagnostic[] {
  if (error === undefined || source.diagnostics.length > 0) return source.diagnostics;
  return error.issues.map((issue) => {
    const place = issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
    return source.diagnostic(issue.path, 'walk-schema', `${place}${issue.message}`);
  });
}

function checkNames(document: WalkDocument, source: YamlSource): readonly WalkDiagnostic[] {
  const ids = [document.questions, document.facts, document.outcomes].flatMap((group) => Object.keys(group));
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  return twice.map((id) =>
    source.diagnostic(['outcomes', id], 'walk-duplicate-node', `two nodes have the name "${id}"`),
  );
}

/**
 * Parse a walk's files and check that every path ends and that its texts are complete.
 *
 * Never throws; a walk with errors is not served, its article is.
 *
 * @param factSets - Available fact sets.
 */
export function parseWalk(given: WalkFiles, factSets: readonly FactSetModule[] = FACT_SETS): ParsedWalk {
  const diagnostics: WalkDiagnostic[] = [];
  const file = given.files.find(({ name }) => name === 'walk.yaml');
  if (file === undefined)
    return withoutWalk([
      folderDiagnostic(given, 'walk-missing-file', 'error', 'this folder has no walk.yaml'),
    ]);
  const source = readYaml(file);
  const parsed = parseWalkDocument(source.value, factSets);
  diagnostics.push(...schemaDiagnostics(parsed, source));
  const texts = readTexts(given, diagnostics);
  if (!parsed.success) return withoutWalk(diagnostics);
  const byLocale = new Map(texts.map((one) => [one.locale, one.texts]));
  const walk = assembleWalk(given.number, parsed.data, byLocale);
  diagnostics.push(
    ...checkNames(parsed.data, source),
    ...checkGraph(walk, source),
    ...checkTexts(walk, texts),
  );
  if (given.stepCount !== undefined) diagnostics.push(...checkSteps(walk, given.stepCount, source));
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return withoutWalk(diagnostics);
  const stored = {
    walk: source.value,
    texts: Object.fromEntries(texts.map((one) => [one.locale, one.source.value])),
  };
  return { walk, stored, diagnostics };
}

function withoutWalk(diagnostics: readonly WalkDiagnostic[]): ParsedWalk {
  return { walk: undefined, stored: undefined, diagnostics };
}

/**
 * Assemble a walk that {@link parseWalk} has checked.
 *
 * @param stored - Its `stored` data.
 * @throws When the data is invalid.
 */
export function readStoredWalk(
  number: ArticleNumber,
  stored: unknown,
  factSets: readonly FactSetModule[] = FACT_SETS,
): Walk {
  const { walk, texts } = STORED.parse(stored);
  const documents = Object.entries(texts).map(([locale, one]) => [locale, WALK_TEXTS.parse(one)] as const);
  const document = parseWalkDocument(walk, factSets);
  if (!document.success) throw document.error;
  return assembleWalk(number, document.data, new Map(documents));
}

function folderDiagnostic(
  { folder }: WalkFiles,
  code: string,
  severity: WalkDiagnostic['severity'],
  message: string,
): WalkDiagnostic {
  return { path: folder, line: 1, column: 1, code, severity, message };
}

/** English first, as the reference. */
function readTexts(given: WalkFiles, diagnostics: WalkDiagnostic[]): readonly TextsSource[] {
  const texts: TextsSource[] = [];
  const found = new Set<string>();
  for (const file of given.files.toSorted(
    (a, b) => Number(b.name === 'en.yaml') - Number(a.name === 'en.yaml'),
  )) {
    const locale = LOCALE_FILE.exec(file.name)?.[1];
    if (locale === undefined) continue;
    found.add(locale);
    const source = readYaml(file);
    const parsed = WALK_TEXTS.safeParse(source.value);
    diagnostics.push(...schemaDiagnostics(parsed, source));
    if (parsed.success) texts.push({ locale, texts: parsed.data, source });
  }
  if (found.size === 0)
    diagnostics.push(
      folderDiagnostic(given, 'walk-missing-text', 'error', 'add en.yaml: the walk has no texts'),
    );
  else {
    for (const locale of given.locales.filter((wanted) => !found.has(wanted))) {
      const served = found.has('en') ? 'en' : [...found].join(', ');
      const message = `add ${locale}.yaml; until then this walk is served in another language (${served})`;
      diagnostics.push(folderDiagnostic(given, 'walk-missing-locale', 'warning', message));
    }
  }
  return texts;
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

/** Assemble a walk from its documents, which may still have errors a schema cannot catch. */
function assembleWalk(
  number: ArticleNumber,
  document: WalkDocument,
  texts: ReadonlyMap<string, WalkTexts>,
): Walk {
  return {
    number,
    kind: 'guided',
    version: document.version,
    start: document.start,
    nodes: buildNodes(document),
    facts: document.factSet,
    languages: [...texts.keys()],
    textsIn: (language) => texts.get(language),
  };
}
