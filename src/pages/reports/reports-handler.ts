import { z } from 'zod';
import type { LocaleTag, Translation } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { parseBody } from '../../http/request/read-body.js';
import { readFields } from '../../http/request/read-form.js';
import { articlePath, reportsPath } from '../../http/response/addresses.js';
import { readerOf } from '../../http/response/count-usage.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { REPORT_KINDS } from '../../ledger/tables.js';
import { faultOf, RATING_FORM, REPORT_FORM } from '../../presenters/ledger-schemas.js';
import { Problem } from '../../problem.js';
import { THANKS } from '../article/feedback.js';
import { type PageRequest, sendPage } from '../layout/page.js';
import { renderReportsPage } from './reports-page.js';

const MOST_SHOWN = 50;
const QUERY = z.object({
  step: z.coerce.number().int().min(1).max(9999).optional(),
  kind: z.enum(REPORT_KINDS).optional(),
  quote: z.string().max(2000).optional(),
});

/** `GET /:locale/articles/:number/reports`: reports and the report form. */
export async function serveReports(request: PageRequest): Promise<void> {
  const { req, deps, page, number, reading } = request;
  const { step, kind, quote } = parseQuery(req, QUERY);
  const known = deps.ledger.reports.list({ number }, { limit: MOST_SHOWN, after: undefined });
  // The form is shown even while the ledger is unavailable; submitting then fails.
  const { items } = await known.catch((error: unknown) => {
    if (error instanceof Problem) return { items: [] };
    throw error;
  });
  const marked = { ...findOriginal(deps, reading, step, quote), step, kind, quote };
  sendPage(request, renderReportsPage({ reading, reports: items, ...marked }, page));
}

/** `POST /:locale/articles/:number/reports`: store a report or a vote on the translation. */
export async function takeReport({ req, res, deps, locale, number, reading }: PageRequest): Promise<void> {
  const fields = await readFields(req, res, z.record(z.string(), z.string()));
  if ('good' in fields) {
    const { good: isGood } = parseBody(fields, RATING_FORM);
    const { version } = reading.translation;
    await deps.ledger.reports.rate({ number, locale: reading.served, version, isGood }, readerOf(req));
    const asked = `${reportsPath(locale, number)}?kind=translation`;
    res.redirect(303, isGood ? `${articlePath(locale, number)}#${THANKS}` : asked);
    return;
  }
  await deps.ledger.reports.add(faultOf(reading, parseBody(fields, REPORT_FORM)), readerOf(req));
  res.redirect(303, `${reportsPath(locale, number)}#${THANKS}`);
}

/** A quoted text and its counterpart in the source. */
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
  // Step numbers as displayed, including inserted source steps.
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

/** The corresponding sentence if both texts have equally many, else the whole text. */
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
