import type { ArticleNumber } from '../../article/article-number.js';
import type { Walk, WalkNode } from '../walk.js';
import type { WalkTexts } from '../walk-texts.js';
import type { TextsDocument, WalkDocument } from './walk-schema.js';

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
    sentences: new Map([...group('verdict'), ...group('assumption'), ...group('warning')]),
  };
}

/** Make a walk of its documents, which may still be wrong in what a schema does not say. */
export function assembleWalk(
  number: ArticleNumber,
  document: WalkDocument,
  texts: ReadonlyMap<string, TextsDocument>,
): Walk {
  const built = new Map([...texts].map(([locale, one]) => [locale, buildTexts(one)]));
  return {
    number,
    kind: 'guided',
    version: document.version,
    start: document.start,
    nodes: buildNodes(document),
    facts: document.factSet,
    languages: [...built.keys()],
    textsIn: (language) => built.get(language),
  };
}
