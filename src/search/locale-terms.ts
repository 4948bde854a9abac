import type { Database, Statement } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../article/article.js';
import type { Unit } from './analyzer.js';
import { localeTables } from './search-tables.js';

const rows = z.array(z.tuple([z.string(), z.number()]));

/** How many translations of a locale hold each term; a term none holds is left out. */
export type CountTerms = (locale: LocaleTag, units: readonly Unit[]) => Map<string, number>;

/** Prepare to count terms over one connection. */
export function createCountTerms(db: Database): CountTerms {
  const prepared = new Map<LocaleTag, Statement>();
  return (locale, units) => {
    const { counts } = localeTables(locale);
    const statement =
      prepared.get(locale) ??
      db.prepare(`SELECT j.value, v.doc FROM json_each(?) j CROSS JOIN ${counts} v ON v.term = j.value`).raw();
    prepared.set(locale, statement);
    const terms = new Set(units.flatMap((unit) => [unit.term, ...unit.parts]));
    return new Map(rows.parse(statement.all(JSON.stringify([...terms]))));
  };
}
