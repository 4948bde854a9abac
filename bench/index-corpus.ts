import { analyzeTranslation } from '../src/search/index/index-entry.js';
import { openForWriting } from '../src/library/database.js';
import { createSearchSchema, SearchWriter } from '../src/search/index/search-writer.js';
import { statSync, rmSync } from 'node:fs';
import type { LoadedTranslation } from './load-corpus.js';

/** The cost of the search index alone. */
export interface IndexCost {
  /** Seconds of processor time: analysing, collecting, packing, writing. */
  readonly seconds: number;
  readonly megabytes: number;
}

/** Index compiled translations into a new database file: the part of an ingest that search adds. */
export function indexCorpus(file: string, loaded: readonly LoadedTranslation[]): IndexCost {
  rmSync(file, { force: true });
  const db = openForWriting(file);
  const start = process.cpuUsage();
  db.exec('BEGIN IMMEDIATE');
  createSearchSchema(db);
  const writer = new SearchWriter(db);
  for (const { translation, facts } of loaded) {
    writer.put(translation.number, translation.locale, analyzeTranslation(translation, facts));
  }
  writer.finish();
  db.exec('COMMIT');
  const { user, system } = process.cpuUsage(start);
  db.close();
  return { seconds: (user + system) / 1e6, megabytes: statSync(file).size / 1e6 };
}
