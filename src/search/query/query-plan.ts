import type { Database } from 'libsql';
import type { LocaleTag } from '../../article/article.js';
import { analyzerOf } from '../analysis/analyzer.js';
import type { BoiledQuery } from './condense-query.js';
import { createAddCompounds } from '../analysis/compound-lookup.js';
import type { IndexState } from '../index/index-state.js';
import { createCountTerms } from '../analysis/locale-terms.js';
import { distinctUnits, mostTelling, weighUnits, type WeightedUnit } from './telling-units.js';

/** What to search in one locale. */
export interface LocalePlan {
  readonly locale: LocaleTag;
  readonly units: readonly WeightedUnit[];
  /** Translations of the locale. */
  readonly total: number;
  /** Share of the query's words that the locale holds, 0 to 1: how likely it is the query's language. */
  readonly known: number;
}

const MOST_OTHER_LOCALES = 3;
/** Another locale is searched when it knows at least this share, and nearly as much as the asker's. */
const LEAST_KNOWN = 0.5;
const NEARLY = 0.85;
/** From so many plain words on, this share of known ones tells the language. */
const SENTENCE = 5;
const SURELY_KNOWN = 0.85;
const MOST_LOG_UNITS = 28;
const MOST_UNITS = 64;
/** Logs are searched beyond the asker's locale in so many of the largest. */
const MOST_LOG_LOCALES = 2;

function knownShare(units: readonly WeightedUnit[]): number {
  const asked = units.some(({ isStop }) => !isStop) ? units.filter(({ isStop }) => !isStop) : units;
  const known = asked.filter(({ count, parts }) => count > 0 || parts.length > 0);
  return asked.length === 0 ? 0 : known.filter(({ count }) => count > 0).length / asked.length;
}

/** A sentence whose words the locale knows is in its language: no other needs to be asked. */
function isSurely(plan: LocalePlan | undefined): boolean {
  if (plan === undefined || plan.known < SURELY_KNOWN) return false;
  return plan.units.filter(({ isStop, word }) => !isStop && word !== undefined).length >= SENTENCE;
}

/** Decides which locales a query is searched in, and by what. */
export type PlanQuery = (
  state: IndexState,
  query: BoiledQuery,
  locale: LocaleTag,
  foundIn?: LocaleTag,
) => LocalePlan[];

/**
 * Prepare to plan over one connection.
 *
 * The query's language is not asked for: the locale whose articles know its words is the likely one. The asker's own
 * locale always comes first; names and codes are known everywhere, so they are searched in several.
 */
export function createPlanQuery(db: Database): PlanQuery {
  const countTerms = createCountTerms(db);
  const addCompounds = createAddCompounds(db);

  const plan = (state: IndexState, text: string, isLog: boolean, locale: LocaleTag): LocalePlan => {
    const analyzer = analyzerOf(locale);
    const total = state.documents.get(locale) ?? 0;
    const distinct = distinctUnits(analyzer.units(text)).slice(0, isLog ? undefined : MOST_UNITS);
    const weighed = weighUnits(distinct, countTerms(state, locale, distinct), total);
    const units = isLog ? mostTelling(weighed, MOST_LOG_UNITS) : weighed;
    return { locale, units, total, known: knownShare(units) };
  };

  return (state, query, locale, foundIn) => {
    const locales = [...state.documents.keys()].filter((other) => foundIn === undefined || other === foundIn);
    const own = locales.includes(locale) ? [plan(state, query.text, query.isLog, locale)] : [];
    const others = isSurely(own[0]) ? [] : locales.filter((other) => other !== locale);
    const bySize = (a: LocaleTag, b: LocaleTag): number =>
      (state.documents.get(b) ?? 0) - (state.documents.get(a) ?? 0);
    const considered = query.isLog ? others.toSorted(bySize).slice(0, MOST_LOG_LOCALES) : others;
    const least = Math.max(LEAST_KNOWN, NEARLY * (own[0]?.known ?? 0));
    const plans = considered.map((other) => plan(state, query.shared, query.isLog, other));
    const likely = plans.filter(({ known }) => known >= least).toSorted((a, b) => b.known - a.known);
    const fallback = plans.filter(({ known }) => known > 0).toSorted((a, b) => b.known - a.known);
    const chosen = likely.length > 0 || (own[0]?.known ?? 0) > 0 ? likely : fallback;
    return [...own, ...chosen.slice(0, MOST_OTHER_LOCALES)].map((found) => ({
      ...found,
      units: addCompounds(found.locale, analyzerOf(found.locale), found.units, found.total),
    }));
  };
}
