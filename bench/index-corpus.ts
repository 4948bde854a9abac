import Database from 'libsql';
import { analyzeTranslation } from '../src/search/index/index-entry.js';
import { createSearchSchema, createSearchWriter } from '../src/search/index/search-writer.js';
import { statSync, rmSync } from 'node:fs';
import type { LoadedTranslation } from './load-corpus.js';
import { measured, type Row } from './measurement.js';

/** Index compiled translations into a new database file, on one core: what search adds to an ingest. */
export function indexCorpus(file: string, loaded: readonly LoadedTranslation[]): Row[] {
  rmSync(file, { force: true });
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
  const row = (name: string, value: number): Row =>
    measured(`index: ${name}, ${loaded.length} files`, 'ms', [value]);
  return [
    row('analysis', analysis),
    row('collecting', writing),
    row('finish', finished - finishing),
    row('commit', commit),
    measured('index: size in the library', 'MB', [statSync(file).size / 1e6]),
  ];
}
