import type { Request } from 'express';
import { z } from 'zod';
import type { LocaleTag, Translation } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import { articleNumber, resolveReading } from '../../http/request/article-parameter.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { bodyType, parseBody } from '../../http/request/read-body.js';
import { readForm } from '../../http/request/read-form.js';
import { articlePath, reportsPath } from '../../http/response/addresses.js';
import { readerOf } from '../../http/response/count-usage.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { REPORT_KINDS } from '../../ledger/tables.js';
import { checkStep, REPORT_FORM, saidWords } from '../../presenters/ledger-schemas.js';
import { Problem } from '../../problem.js';
import { THANKS } from '../article/feedback.js';
import { createPageContext, type LocaleHandler, sendPage } from '../layout/page.js';
import { renderReportsPage } from './reports-page.js';

/** Bytes of a field at most: 2,000 characters of four bytes, and line breaks of two. */
const LONGEST_FIELD = 16_000;
const MOST_SHOWN = 50;
const QUERY = z.object({
  step: z.coerce.number().int().min(1).max(9999).optional(),
  kind: z.enum(REPORT_KINDS).optional(),
  quote: z.string().max(2000).optional(),
});
const RATING = z.strictObject({ good: z.enum(['yes', 'no'], { error: 'takes yes or no' }) });

/** `GET /:locale/articles/:number/reports`: what is said to be wrong, and the form to say it. */
export function serveReports(deps: DeliveryDeps): LocaleHandler {
  return async (req, res, locale) => {
    const { step, kind, quote } = parseQuery(req, QUERY);
    const reading = readingOf(req, deps, locale);
    const { number } = reading.article;
    const known = deps.ledger.reports.list({ number }, { limit: MOST_SHOWN, after: undefined });
    // While the ledger is away, the form is there all the same; sending it says so.
    const { items } = await known.catch((error: unknown) => {
      if (error instanceof Problem) return { items: [] };
      throw error;
    });
    const marked = { ...findOriginal(deps, reading, step, quote), step, kind, quote };
    const page = createPageContext(deps.site(), locale, deps.strings);
    sendPage(req, res, deps, renderReportsPage({ reading, reports: items, ...marked }, page), locale);
  };
}

/** `POST /:locale/articles/:number/reports`: write a report down, or whether the translation was good. */
export function takeReport(deps: DeliveryDeps): LocaleHandler {
  return async (req, res, locale) => {
    bodyType(req, ['application/x-www-form-urlencoded', 'multipart/form-data']);
    const fields = Object.fromEntries((await readForm(req, res, LONGEST_FIELD)).fields);
    const { article, served, translation } = readingOf(req, deps, locale);
    const { number } = article;
    const place = { number, locale: served, version: translation.version };
    if ('good' in fields) {
      const isGood = parseBody(fields, RATING).good === 'yes';
      await deps.ledger.reports.rate({ ...place, isGood }, readerOf(req));
      const asked = `${reportsPath(locale, number)}?kind=translation`;
      res.redirect(303, isGood ? `${articlePath(locale, number)}#${THANKS}` : asked);
      return;
    }
    const { step, kind, ...said } = parseBody(fields, REPORT_FORM);
    const fault = { ...place, step: checkStep(step, article), kind, ...saidWords(said) };
    await deps.ledger.reports.add(fault, readerOf(req));
    res.redirect(303, `${reportsPath(locale, number)}#${THANKS}`);
  };
}

function readingOf(req: Request, { library }: DeliveryDeps, locale: LocaleTag): Reading {
  return resolveReading(library, articleNumber(req.params['number'], library), locale);
}

/** What stands at a place of the text, and in its stead in the original. */
function findOriginal(
  { library }: DeliveryDeps,
  { article, served, translation, provenance }: Reading,
  step: number | undefined,
  quote: string | undefined,
): { readonly own: string | undefined; readonly original: { locale: LocaleTag; text: string } | undefined } {
  const { sourceLocale } = provenance;
  const source =
    sourceLocale === undefined || sourceLocale === served
      ? undefined
      : library.resolve(article.number, sourceLocale)?.translation;
  // Steps are numbered as the page shows them: those that only the original has count.
  const missing = provenance.missingSteps.filter((one) => step !== undefined && one < step).length;
  const at = (text: Translation, number: number): string | undefined => text.steps[number - 1]?.text;
  const section = translation.sections.find(({ text }) => quote !== undefined && text.includes(quote));
  const own = step === undefined ? section?.text : at(translation, step - missing);
  const other =
    step === undefined
      ? source?.sections.find(({ anchor }) => anchor === section?.anchor)?.text
      : source && at(source, step);
  if (other === undefined || source === undefined) return { own: quote ?? own, original: undefined };
  return {
    own: quote ?? own,
    original: { locale: source.locale, text: sentenceBeside(own ?? '', other, quote) },
  };
}

/** The sentence that stands where the quoted one does, where both texts have as many; else the whole text. */
function sentenceBeside(own: string, other: string, quote: string | undefined): string {
  if (quote === undefined) return other;
  const [ours, theirs] = [sentences(own), sentences(other)];
  const at = ours.findIndex((sentence) => sentence.includes(quote) || quote.includes(sentence));
  return (ours.length === theirs.length ? theirs[at] : undefined) ?? other;
}

function sentences(text: string): readonly string[] {
  const segments = new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text);
  return [...segments].map(({ segment }) => segment.trim()).filter((segment) => segment !== '');
}
