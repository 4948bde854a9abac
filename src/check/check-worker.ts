import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { checkBatch, type ArticleFiles, type BatchFindings } from './check-batch.js';
import { createCheckSettings } from './check-settings.js';
import { RULE_FACTS, RULES } from './rule-table.js';

/** What a check worker is started with; plain data, since it crosses a thread. */
export const CHECK_OPTIONS = z.object({
  /** The content folder's real path. */
  root: z.string(),
  sourceLocale: z.string(),
  internalHosts: z.array(z.string()),
  knownArticles: z.array(z.string()),
  /** Ids of the rules to run. */
  rules: z.array(z.string()),
});

const KNOWN_IDS = new Set(RULE_FACTS.map(({ id }) => id));
const options = CHECK_OPTIONS.parse(Array.isArray(workerData) ? workerData[1] : workerData);
const settings = createCheckSettings({
  ...options,
  knownArticles: new Set(options.knownArticles),
  ruleIds: KNOWN_IDS,
});
const rules = RULES.filter(({ id }) => options.rules.includes(id));

/** A worker's one task. */
export function check(articles: readonly ArticleFiles[]): BatchFindings {
  return checkBatch(articles, options.root, settings, rules);
}
