import type { Database } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import { analyzerOf } from '../analysis/analyzer.js';
import type { FoundArticle } from './articles-found.js';
import type { LocalePlan } from './query-plan.js';
import type { SearchHit, Snippet } from './search-query.js';
import { markedTerms, markText, passageOf } from './snippet.js';

/** Chooses the locale an article is served in: the site's fallback chain. */
export type ChooseLocale = (asked: LocaleTag, available: readonly LocaleTag[]) => LocaleTag;

const translationRows = z.array(z.tuple([z.number(), z.string(), z.string()]));
const textRow = z.tuple([z.string()]);
const productRows = z.array(z.tuple([z.string()]));

/** Makes a found article ready to be shown. */
export type ReadHit = (found: FoundArticle, asked: LocaleTag, plans: readonly LocalePlan[]) => SearchHit;

/** Prepare to read hits over one connection. */
export function createReadHit(db: Database, chooseLocale: ChooseLocale): ReadHit {
  const selectTranslations = db
    .prepare('SELECT id, locale, title FROM search_document WHERE number = ? ORDER BY locale')
    .raw();
  const selectText = db.prepare('SELECT text FROM search_text WHERE id = ?').raw();
  const selectProducts = db.prepare('SELECT product FROM search_product WHERE id = ? ORDER BY product').raw();

  return ({ number, best, score }, asked, plans) => {
    const translations = translationRows.parse(selectTranslations.all(number));
    const servedLocale = chooseLocale(
      asked,
      translations.map(([, locale]) => locale),
    );
    const [servedId, , title] = translations.find(([, locale]) => locale === servedLocale) ?? [
      best.id,
      '',
      best.title,
    ];
    const termsIn = (locale: LocaleTag): Map<string, number> => {
      const plan =
        plans.find((other) => other.locale === locale) ?? plans.find((other) => other.locale === best.locale);
      return markedTerms(plan?.units ?? []);
    };
    const snippetIn = (id: number, locale: LocaleTag): Snippet => {
      const [text] = textRow.parse(selectText.get(id));
      return { ...passageOf(text, analyzerOf(locale), termsIn(locale)), locale };
    };
    const titleHighlights = markText(title, analyzerOf(servedLocale), termsIn(servedLocale));
    const served = snippetIn(servedId, servedLocale);
    const hasWords =
      served.highlights.length > 0 || titleHighlights.length > 0 || best.locale === servedLocale;
    return {
      number,
      title,
      titleHighlights,
      matchedLocale: best.locale,
      servedLocale,
      snippet: hasWords ? served : snippetIn(best.id, best.locale),
      products: productRows.parse(selectProducts.all(servedId)).map(([product]) => product),
      score: Math.round(score * 10_000) / 10_000,
    };
  };
}
