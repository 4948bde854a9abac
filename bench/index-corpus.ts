import Database from 'libsql';
import { analyzeTranslation } from '../src/search/analysis/analyze-translation.js';
import { createSearchSchema, createSearchWriter } from '../src/search/index/search-writer.js';
import type { LoadedTranslation } from './load-corpus.js';

/** How long each part of indexing took, in milliseconds. */
export interface IndexingTimes {
  readonly files: number;
  readonly analysis: number;
  readonly writing: number;
  readonly finish: number;
  readonly commit: number;
}

/** Index compiled translations into a new database file, on one core: what search adds to an ingest. */
export function indexCorpus(file: string, loaded: readonly LoadedTranslation[]): IndexingTimes {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec('BEGIN IMMEDIATE');
  createSearchSchema(db);
  const writer = createSearchWriter(db);
  let analysis = 0;
  let writing = 0;
  for (const { translation, facts } of loaded) {
    const start = performance.now();
    const entry = analyzeTranslation(translation, facts);
    const analysed = performance.now();
    writer.put(translation.number, translation.locale, entry);
    analysis += analysed - start;
    writing += performance.now() - analysed;
  }
  const finishing = performance.now();
  writer.finish();
  const finished = performance.now();
  db.exec('COMMIT');
  const commit = performance.now() - finished;
  db.close();
  return { files: loaded.length, analysis, writing, finish: finished - finishing, commit };
}
