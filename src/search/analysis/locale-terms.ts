import type { Database, Statement } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import type { Unit } from './analyzer.js';
import { readCommonTerms } from './common-terms.js';
import type { IndexState } from '../index/index-state.js';
import { localeTables } from '../index/search-tables.js';

const rows = z.array(z.tuple([z.string(), z.number()]));

/** How many translations of a locale hold each term; a term none holds is left out. */
export type CountTerms = (
  state: IndexState,
  locale: LocaleTag,
  units: readonly Unit[],
) => Map<string, number>;

/** Prepare to count terms over one connection. */
export function createCountTerms(db: Database): CountTerms {
  const prepared = new Map<LocaleTag, Statement>();
  const statementOf = (locale: LocaleTag): Statement => {
    const known = prepared.get(locale);
    if (known !== undefined) return known;
    const { counts } = localeTables(locale);
    const statement = db.prepare(
      `SELECT j.value, v.doc FROM json_each(?) j CROSS JOIN ${counts} v ON v.term = j.value`,
    );
    prepared.set(locale, statement.raw());
    return statement;
  };
  return (state, locale, units) => {
    const common = state.common.get(locale) ?? readCommonTerms(db, locale);
    state.common.set(locale, common);
    const found = new Map<string, number>();
    const rare: string[] = [];
    for (const term of new Set(units.flatMap((unit) => [unit.term, ...unit.parts]))) {
      const count = common.get(term);
      if (count === undefined) rare.push(term);
      else found.set(term, count);
    }
    if (rare.length === 0) return found;
    for (const [term, count] of rows.parse(statementOf(locale).all(JSON.stringify(rare))))
      found.set(term, count);
    return found;
  };
}
