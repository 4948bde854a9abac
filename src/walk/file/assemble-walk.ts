import * as z from 'zod';
import type { ArticleNumber } from '../../article/article-number.js';
import { NO_FACTS } from '../engine/no-facts.js';
import { createRestartFacts } from '../restart/restart-facts.js';
import type { Walk, WalkNode } from '../walk.js';
import type { WalkTexts } from '../walk-texts.js';
import type { TextsDocument, WalkDocument } from './walk-schema.js';

/** A walk's files as plain data; all that must be kept of a checked walk to follow it again. */
export interface WalkDocuments {
  readonly walk: WalkDocument;
  /** By locale, the model of the others first. */
  readonly texts: Readonly<Record<string, TextsDocument>>;
}

/** Written by ourselves from checked files: trusted but for its outermost shape. */
const STORED = z.custom<WalkDocuments>(
  (value) => typeof value === 'object' && value !== null && 'walk' in value && 'texts' in value,
);

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

/** Make a walk of its documents; they are taken to be checked, or about to be. */
export function assembleWalk(number: ArticleNumber, { walk, texts }: WalkDocuments): Walk {
  return {
    number,
    kind: 'guided',
    version: walk.version,
    start: walk.start,
    nodes: buildNodes(walk),
    facts: walk.bounds === undefined ? NO_FACTS : createRestartFacts(walk.bounds),
    texts: new Map(Object.entries(texts).map(([locale, document]) => [locale, buildTexts(document)])),
  };
}

/**
 * Take a walk out of where it was kept.
 *
 * @param stored - JSON of the documents that `parseWalk` gave.
 * @throws When it is nothing of ours.
 */
export function readStoredWalk(number: ArticleNumber, stored: unknown): Walk {
  return assembleWalk(number, STORED.parse(stored));
}
