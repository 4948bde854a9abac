import type { Database } from 'libsql';
import type { LocaleTag } from '../../article/article.js';
import type { IndexState, LocaleIndex } from '../index/index-state.js';
import { createReadText } from '../index/texts.js';
import { productsOf, type FoundArticle } from './group-articles.js';
import { planLocale, type LocalePlan } from './plan-query.js';
import type { SearchHit, Snippet } from './search-query.js';
import { markText, marksOf, passageOf, type Marks } from './snippet.js';

/** Chooses the locale an article is served in: the site's fallback chain. */
export type ChooseLocale = (asked: LocaleTag, available: readonly LocaleTag[]) => LocaleTag;

/** Makes found articles ready to be shown. */
export type ReadHits = (
  state: IndexState,
  found: readonly FoundArticle[],
  asked: { readonly locale: LocaleTag; readonly text: string; readonly plans: readonly LocalePlan[] },
) => SearchHit[];

/** Prepare to read hits over one connection. */
export function createReadHits(db: Database, chooseLocale: ChooseLocale): ReadHits {
  const readText = createReadText(db);

  return (state, found, { locale: asked, text, plans }) => {
    const marks = new Map<LocaleTag, Marks>();
    const marksIn = (index: LocaleIndex): Marks => {
      const plan =
        plans.find((other) => other.index === index) ??
        planLocale(index, text, { isLog: false, isHome: true });
      const known = marks.get(index.locale) ?? marksOf(plan, text);
      marks.set(index.locale, known);
      return known;
    };
    const snippetIn = (index: LocaleIndex, document: number): Snippet => {
      const { text, places } = readText(index.rows[document]);
      return { ...passageOf(text, places, marksIn(index)), locale: index.locale };
    };
    return found.map(({ number, best, score, similar }) => {
      const matched = best.plan.index;
      const available = [...state.locales.values()].filter(({ byNumber }) => byNumber.has(number));
      const servedLocale = chooseLocale(
        asked,
        available.map(({ locale }) => locale),
      );
      const served = available.find(({ locale }) => locale === servedLocale) ?? matched;
      const document = served.byNumber.get(number) ?? best.document;
      const title = served.titles[document] ?? '';
      const titleHighlights = markText(title, marksIn(served));
      const snippet = snippetIn(served, document);
      const hasWords = snippet.highlights.length > 0 || titleHighlights.length > 0 || matched === served;
      return {
        number,
        title,
        titleHighlights,
        matchedLocale: matched.locale,
        servedLocale: served.locale,
        snippet: hasWords ? snippet : snippetIn(matched, best.document),
        products: productsOf(served, document),
        similar,
        evidence: best.evidence,
        score: Math.round(score * 10_000) / 10_000,
      };
    });
  };
}
