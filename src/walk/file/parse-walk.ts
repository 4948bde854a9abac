import type * as z from 'zod';
import type { ArticleNumber } from '../../article/article-number.js';
import type { Walk } from '../walk.js';
import { assembleWalk, type WalkDocuments } from './assemble-walk.js';
import { checkGraph, checkSteps } from './check-graph.js';
import { checkTexts, type TextsSource } from './check-texts.js';
import type { WalkFault } from './walk-fault.js';
import { TEXTS_SCHEMA, WALK_SCHEMA, type WalkDocument } from './walk-schema.js';
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
  /** What the walk was assembled from, to be kept as JSON; there when the walk is. */
  readonly documents: WalkDocuments | undefined;
  readonly faults: readonly WalkFault[];
}

const LOCALE_FILE = /^([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\.ya?ml$/;

function schemaFaults(error: z.ZodError, source: YamlSource): readonly WalkFault[] {
  return error.issues.map((issue) => {
    const place = issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
    return source.fault(issue.path, 'walk-schema', `${place}${issue.message}`);
  });
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
      documents: undefined,
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
  if (!parsed.success) return { walk: undefined, documents: undefined, faults };
  const documents: WalkDocuments = {
    walk: parsed.data,
    texts: Object.fromEntries(texts.map(({ locale, document }) => [locale, document])),
  };
  const walk = assembleWalk(given.number, documents);
  faults.push(...checkNames(parsed.data, source), ...checkGraph(walk, source), ...checkTexts(walk, texts));
  if (given.stepCount !== undefined) faults.push(...checkSteps(walk, given.stepCount, source));
  const isFaulty = faults.some((fault) => fault.severity === 'error');
  return isFaulty ? { walk: undefined, documents: undefined, faults } : { walk, documents, faults };
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
