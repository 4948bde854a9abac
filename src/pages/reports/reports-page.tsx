import type { JSX } from 'preact';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { parseBody } from '../../http/request/read-body.js';
import { readFields } from '../../http/request/read-form.js';
import { articlePath, editHref } from '../../http/response/addresses.js';
import { readerOf } from '../../http/response/count-usage.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import type { Report } from '../../ledger/reports.js';
import { REPORT_KINDS, type ReportKind } from '../../ledger/tables.js';
import { readSteps } from '../../presenters/article-walk.js';
import { faultOf, RATING_FORM, REPORT_FORM } from '../../presenters/feedback.js';
import { Problem } from '../../problem.js';
import { ArticleLine } from '../article/article-header.js';
import { THANKS } from '../article/feedback.js';
import { Select } from '../layout/field.js';
import { Layout } from '../layout/layout.js';
import { Quoted } from '../layout/quoted.js';
import {
  type PageContext,
  type PageProps,
  type PageRequest,
  renderDocument,
  sendPage,
} from '../layout/page.js';

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
    const asked = `${articlePath(locale, number, 'reports')}?kind=translation`;
    res.redirect(303, isGood ? `${articlePath(locale, number)}#${THANKS}` : asked);
    return;
  }
  await deps.ledger.reports.add(faultOf(reading, parseBody(fields, REPORT_FORM)), readerOf(req));
  res.redirect(303, `${articlePath(locale, number, 'reports')}#${THANKS}`);
}

/** A quoted text and its counterpart in the source. */
function findOriginal(
  deps: DeliveryDeps,
  reading: Reading,
  step: number | undefined,
  quote: string | undefined,
): Pick<ReportsPageData, 'own' | 'original'> {
  const { article, served, translation, provenance } = reading;
  const { sourceLocale = served } = provenance;
  const source =
    sourceLocale === served ? undefined : deps.library.resolve(article.number, sourceLocale)?.translation;
  const section = translation.sections.find(({ text }) => quote !== undefined && text.includes(quote));
  const shown = step === undefined ? undefined : readSteps(deps, reading)[step - 1];
  const own = step === undefined ? section?.text : shown?.isNewer === true ? undefined : shown?.text;
  const other =
    step === undefined
      ? source?.sections.find(({ anchor }) => anchor === section?.anchor)?.text
      : source?.steps[step - 1]?.text;
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

/** Data of the reports page. */
interface ReportsPageData {
  readonly reading: Reading;
  /** Newest first. */
  readonly reports: readonly Report[];
  /** Initial form values. */
  readonly step: number | undefined;
  readonly kind: ReportKind | undefined;
  readonly quote: string | undefined;
  /** The quoted text and its source. */
  readonly own: string | undefined;
  readonly original: { readonly locale: LocaleTag; readonly text: string } | undefined;
}

/** Render the reports page. */
function renderReportsPage(data: ReportsPageData, page: PageContext): string {
  const { t, site } = page;
  const { article, translation } = data.reading;
  const { number } = article;
  const title = t('flag.title');
  const edit = editHref(site, translation, data.step);
  return renderDocument(
    <Layout
      page={page}
      title={`${title} (${number})`}
      styles={['feedback', 'walk', 'passage']}
      languages={(other) => articlePath(other, number, 'reports')}
      kind="reports"
    >
      <div class="reports-frame">
        <ArticleLine page={page} reading={data.reading} />
        <h1>{title}</h1>
        <p class="feedback-thanks" id={THANKS} role="status" tabindex={-1}>
          {t('feedback.thanks')}
        </p>
        <ReportForm data={data} page={page} />
        {edit !== undefined && (
          <p>
            <a href={edit} rel="nofollow">
              {t('article.edit')}
            </a>
          </p>
        )}
        <ReportList data={data} page={page} />
      </div>
    </Layout>,
  );
}

function ReportForm({ data, page }: PageProps<ReportsPageData>): JSX.Element {
  const { t, locale } = page;
  const { reading, own, original, quote } = data;
  const { number, translations } = reading.article;
  const steps = Math.max(...translations.map(({ stepCount }) => stepCount));
  return (
    <section class="feedback">
      <form method="post" action={articlePath(locale, number, 'reports')}>
        {own !== undefined && <Quoted locale={reading.served}>{own}</Quoted>}
        {original !== undefined && (
          <div class="reports-original">
            <h2>{t('flag.original')}</h2>
            <Quoted locale={original.locale}>{original.text}</Quoted>
          </div>
        )}
        <fieldset>
          <legend>{t('flag.kind')}</legend>
          {REPORT_KINDS.map((kind) => (
            <label>
              <input type="radio" name="kind" value={kind} required checked={kind === data.kind} />{' '}
              {t(`flag.kind.${kind}`)}
            </label>
          ))}
        </fieldset>
        {steps > 0 && (
          <Select
            id="report-step"
            name="step"
            label={t('flag.where')}
            options={[
              { value: '', text: t('flag.article') },
              ...Array.from({ length: steps }, (_, i) => {
                return { value: String(i + 1), text: t('step.name', { number: i + 1 }) };
              }),
            ]}
            chosen={data.step?.toString()}
          />
        )}
        {(['quote', 'proposal', 'comment'] as const).map((name) => (
          <div class="reports-field">
            <label for={`report-${name}`}>{t(name === 'proposal' ? 'flag.words' : `flag.${name}`)}</label>
            <textarea
              id={`report-${name}`}
              name={name}
              rows={2}
              maxlength={2000}
              dir="auto"
              aria-describedby={name === 'comment' ? 'report-hint' : undefined}
            >
              {name === 'quote' ? `\n${quote ?? ''}` : ''}
            </textarea>
          </div>
        ))}
        <p class="feedback-hint" id="report-hint">
          {t('feedback.hint')}
        </p>
        <button class="button button-primary" type="submit">
          {t('feedback.send')}
        </button>
      </form>
    </section>
  );
}

/** Readers' comments are not public; shown are the place, the quote and the state. */
function ReportList({ data: { reports, reading }, page }: PageProps<ReportsPageData>): JSX.Element | null {
  const { t, format, locale } = page;
  if (reports.length === 0) return null;
  const text = reading.translation.sections.map((section) => section.text).join('\n');
  return (
    <section class="reports-list" aria-labelledby="reports-title">
      <h2 id="reports-title">{t('flag.list')}</h2>
      <ul>
        {reports.map(({ state, kind, step, quote, reason, createdAt, locale: inLocale }) => (
          <li>
            <p>
              <span class={`badge badge-report-${state}`}>{t(`flag.state.${state}`)}</span>{' '}
              {t(`flag.kind.${kind}`)}
              {step !== undefined && ` · ${t('step.name', { number: step })}`}
              {inLocale !== locale && ` · ${format.languageName(inLocale)}`} ·{' '}
              <time datetime={createdAt}>{format.date(createdAt)}</time>
            </p>
            {quote !== undefined && text.includes(quote) && <Quoted locale={inLocale}>{quote}</Quoted>}
            {reason !== undefined && <p>{reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
