import { realpathSync } from 'node:fs';
import { checkFolder } from '../check/check-folder.js';
import { diagnosticFindings } from '../check/diagnostic-finding.js';
import type { Finding } from '../check/finding.js';
import { RULES } from '../check/rule-table.js';
import { withoutListed } from '../check/suppression.js';
import type { Config } from '../config.js';
import type { Diagnostic } from '../content/diagnostic.js';
import { readSuppressionFile } from './suppression-file.js';

/** How findings are collected. */
export interface CollectOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Threads; default: one for each processor. */
  readonly workers?: number;
}

/**
 * Everything wrong with the whole content, but for what is suppressed with a reason.
 *
 * @param diagnostics - Those of loading.
 */
export async function collectFindings(
  config: Config,
  diagnostics: readonly Diagnostic[],
  options: CollectOptions = {},
): Promise<readonly Finding[]> {
  const list = readSuppressionFile(config.contentDir);
  const checked = await checkFolder({
    contentDir: realpathSync(config.contentDir),
    sourceLocale: config.sourceLocale,
    internalHosts: config.internalHosts,
    rules: RULES.map(({ id }) => id),
    isChosen: () => true,
    ...options,
  });
  return withoutListed([...list.findings, ...diagnosticFindings(diagnostics), ...checked], list.entries);
}
