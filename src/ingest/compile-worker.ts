import { workerData } from 'node:worker_threads';
import type { TermLists } from '../check/terms.js';
import { compileBatch, type BatchGroup, type CompiledRow } from './compile-batch.js';
import { COMPILER_OPTIONS, createCompileSettings } from './compiler-options.js';

/** Worker data of a compile worker; parsed, since it crosses a thread boundary. */
const options = COMPILER_OPTIONS.parse(Array.isArray(workerData) ? workerData[1] : workerData);
const settingsOf = createCompileSettings(options);

/** A worker's one task. */
export function compile({
  root,
  groups,
  terms,
}: {
  readonly root: string;
  readonly groups: readonly BatchGroup[];
  readonly terms: TermLists;
}): CompiledRow[] {
  return compileBatch(groups, root, settingsOf(root, terms));
}
