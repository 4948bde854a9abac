import { workerData } from 'node:worker_threads';
import { compileBatch, type BatchGroup, type BatchResult } from './compile-batch.js';
import { COMPILER_OPTIONS, createCompileSettings } from './compiler-options.js';
import { searchCompanion } from './search-companion.js';

/** What a compile worker is started with; parsed, since it crossed a thread. */
const options = COMPILER_OPTIONS.parse(Array.isArray(workerData) ? workerData[1] : workerData);
const settings = createCompileSettings(options);

/** A worker's one task. */
export function compile(groups: readonly BatchGroup[]): BatchResult[] {
  return compileBatch(groups, options.root, settings, searchCompanion.analyze);
}
