import type { JSX } from 'preact';
import { readFields } from '../../http/request/read-form.js';
import { articlePath, editHref } from '../../http/response/addresses.js';
import { readerOf } from '../../http/response/count-usage.js';
import { FEEDBACK_REASONS } from '../../ledger/feedback.js';
import { FEEDBACK_FORM, opinionOf } from '../../presenters/feedback.js';
import type { PageRequest } from '../layout/page.js';
import type { ArticleView } from './article-page-data.js';

/** Anchor of the thank-you message, shown by `:target` so that the page is cacheable. */
export const THANKS = 'thanks';

/** The feedback form; works without scripts. */
export function FeedbackForm({ view: { page, reading } }: { readonly view: ArticleView }): JSX.Element {
  const { t, locale, site } = page;
  const { served, provenance, translation } = reading;
  const edit = editHref(site, translation);
  return (
    <section class="feedback" id="feedback" aria-labelledby="feedback-title">
      <p class="feedback-thanks" id={THANKS} role="status" tabindex={-1}>
        {t('feedback.thanks')}
      </p>
      <form method="post" action={articlePath(locale, reading.article.number, 'feedback')}>
        <h2 id="feedback-title">{t('feedback.title')}</h2>
        <button class="button" type="submit" name="helpful" value="yes">
          {t('feedback.yes')}
        </button>
        <details>
          <summary class="button">{t('feedback.no')}</summary>
          <fieldset>
            <legend>{t('feedback.why')}</legend>
            {FEEDBACK_REASONS.map((reason) => (
              <label>
                <input type="radio" name="reason" value={reason} /> {t(`feedback.reason.${reason}`)}
              </label>
            ))}
          </fieldset>
          <label for="feedback-comment">{t('feedback.comment')}</label>
          <textarea
            id="feedback-comment"
            name="comment"
            rows={3}
            maxlength={2000}
            aria-describedby="feedback-hint"
          />
          <p class="feedback-hint" id="feedback-hint">
            {t('feedback.hint')}
          </p>
          <button class="button button-primary" type="submit" name="helpful" value="no">
            {t('feedback.send')}
          </button>
        </details>
      </form>
      {served !== provenance.sourceLocale && provenance.sourceLocale !== undefined && (
        <form method="post" action={articlePath(locale, reading.article.number, 'reports')}>
          <h2>{t('translation.good')}</h2>
          {(['yes', 'no'] as const).map((answer) => (
            <button class="button" type="submit" name="good" value={answer}>
              {t(`translation.${answer}`)}
            </button>
          ))}
        </form>
      )}
      <p class="feedback-flag">
        <a
          class="button"
          href={articlePath(locale, reading.article.number, 'reports')}
          rel="nofollow"
          data-flag
        >
          {t('flag.title')}
        </a>
        {edit !== undefined && (
          <a class="button" href={edit} rel="nofollow">
            {t('article.edit')}
          </a>
        )}
      </p>
    </section>
  );
}

/** `GET /:locale/articles/:number/feedback`: redirects to the form. */
export function showFeedbackForm({ res, locale, number }: PageRequest): void {
  res.redirect(303, `${articlePath(locale, number)}#feedback`);
}

/** `POST /:locale/articles/:number/feedback`: store it and redirect to the article's thank-you message. */
export async function takeFeedback({ req, res, deps, locale, number, reading }: PageRequest): Promise<void> {
  const said = await readFields(req, res, FEEDBACK_FORM);
  await deps.ledger.feedback.give(opinionOf(reading, said), readerOf(req));
  res.redirect(303, `${articlePath(locale, number)}#${THANKS}`);
}
