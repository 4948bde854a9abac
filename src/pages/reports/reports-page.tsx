import type { JSX } from 'preact';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import { editHref, reportsPath } from '../../http/response/addresses.js';
import type { Report } from '../../ledger/reports.js';
import { REPORT_KINDS, type ReportKind } from '../../ledger/tables.js';
import { direction } from '../../locale/tag.js';
import { THANKS } from '../article/feedback.js';
import { ArticleLine } from '../article/article-line.js';
import { languageLinks } from '../layout/languages.js';
import { Layout } from '../layout/layout.js';
import { type PageContext, renderDocument } from '../layout/page.js';

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

interface ReportsPageProps {
  readonly data: ReportsPageData;
  readonly page: PageContext;
}

/** Render the reports page. */
export function renderReportsPage(data: ReportsPageData, page: PageContext): string {
  const { t, site } = page;
  const { article, translation } = data.reading;
  const { number } = article;
  const title = t('flag.title');
  const edit = editHref(site, translation, data.step);
  return renderDocument(
    <Layout
      page={page}
      head={{ title: `${title} (${number})`, isIndexed: false, styles: ['feedback', 'walk', 'passage'] }}
      languages={languageLinks(site.locales, (other) => reportsPath(other, number))}
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

function ReportForm({ data, page }: ReportsPageProps): JSX.Element {
  const { t, locale } = page;
  const { reading, own, original, quote } = data;
  const { number, translations } = reading.article;
  const steps = Math.max(...translations.map(({ stepCount }) => stepCount));
  return (
    <section class="feedback">
      <form method="post" action={reportsPath(locale, number)}>
        {own !== undefined && <Quoted lang={reading.served} text={own} />}
        {original !== undefined && (
          <div class="reports-original">
            <h2>{t('flag.original')}</h2>
            <Quoted lang={original.locale} text={original.text} />
          </div>
        )}
        <Kinds page={page} chosen={data.kind} />
        {steps > 0 && (
          <p class="walk-field">
            <label for="report-step">{t('flag.where')}</label>
            <select id="report-step" name="step">
              <option value="">{t('flag.article')}</option>
              {Array.from({ length: steps }, (_, i) => i + 1).map((step) => (
                <option value={step} selected={step === data.step}>
                  {t('step.name', { number: step })}
                </option>
              ))}
            </select>
          </p>
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

function Kinds({
  page: { t },
  chosen,
}: {
  readonly page: PageContext;
  readonly chosen: ReportKind | undefined;
}): JSX.Element {
  return (
    <fieldset>
      <legend>{t('flag.kind')}</legend>
      {REPORT_KINDS.map((kind) => (
        <label>
          <input type="radio" name="kind" value={kind} required checked={kind === chosen} />{' '}
          {t(`flag.kind.${kind}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** Readers' comments are not public; shown are the place, the quote and the state. */
function ReportList({ data: { reports, reading }, page }: ReportsPageProps): JSX.Element | null {
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
            {quote !== undefined && text.includes(quote) && <Quoted lang={inLocale} text={quote} />}
            {reason !== undefined && <p>{reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Quoted({ lang, text }: { readonly lang: LocaleTag; readonly text: string }): JSX.Element {
  return (
    <blockquote class="passage-text" lang={lang} dir={direction(lang)}>
      {text}
    </blockquote>
  );
}
