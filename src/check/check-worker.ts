import { workerData } from 'node:worker_threads';
import { checkArticle, type ArticleCheck, type QuotedFinding } from './article-findings.js';
import { checkBatch, type ArticleFiles, type BatchResult } from './check-batch.js';
import { CHECK_OPTIONS, createCheckSettings } from './check-settings.js';
import type { Inspect } from './inspect-file.js';
import { readDocument } from './reading/document.js';
import { RULE_FACTS, RULES } from './rule-table.js';
import { SiteListError } from './site-list.js';
import { readTermLists, type TermLists } from './terms.js';

const { knownArticles, inspection, ...options } = CHECK_OPTIONS.parse(
  Array.isArray(workerData) ? workerData[1] : workerData,
);
const settings = createCheckSettings({
  ...options,
  terms: termsOfSite(options.root),
  ...(knownArticles && { knownArticles: new Set(knownArticles) }),
  ruleIds: new Set(RULE_FACTS.map(({ id }) => id)),
});
const rules = RULES.filter(({ id }) => options.rules.includes(id));
/** Threads of a service, which knows the diagnostics, do without the compiler. */
const inspect: Inspect = inspection
  ? (await import('./inspect-file.js')).createInspector(options.root, { ...options, ...inspection })
  : (file) => ({ document: readDocument(file) });

/** `check` refuses an unreadable list; pages are checked without it. */
function termsOfSite(root: string): TermLists {
  try {
    return readTermLists(root);
  } catch (error) {
    if (error instanceof SiteListError) return new Map();
    throw error;
  }
}

/** Check some articles. @param place - Shared memory for the progress: file, then rule, each from 1. */
export function batch({
  articles,
  place,
}: {
  readonly articles: readonly ArticleFiles[];
  readonly place: Int32Array;
}): BatchResult {
  return checkBatch(articles, {
    root: options.root,
    settings,
    rules,
    inspect,
    onFile: (index) => {
      Atomics.store(place, 1, 0);
      Atomics.store(place, 0, index + 1);
    },
    onRule: (index) => Atomics.store(place, 1, index + 1),
  });
}

/** Check one article interactively. */
export function article({
  check,
  sourceLocale,
  place,
}: {
  readonly check: ArticleCheck;
  readonly sourceLocale: string;
  readonly place: Int32Array;
}): readonly QuotedFinding[] | undefined {
  Atomics.store(place, 0, 1);
  return checkArticle(check, options.root, { ...settings, sourceLocale }, (index) =>
    Atomics.store(place, 1, index + 1),
  );
}
