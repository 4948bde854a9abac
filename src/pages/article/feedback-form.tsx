import type { JSX } from 'preact';
import { feedbackPath } from '../../http/response/addresses.js';
import type { ArticleView } from './article-page-data.js';

/** Where the page says thanks; shown only to who is led there, so that the page is the same for all and can be kept by caches. */
export const THANKS = 'thanks';

/** Asks whether the article helped. */
export function FeedbackForm({ view: { page, reading } }: { readonly view: ArticleView }): JSX.Element {
  const { t, locale } = page;
  return (
    <section class="feedback" id="feedback" aria-labelledby="feedback-title">
      <p class="feedback-thanks" id={THANKS} role="status" tabindex={-1}>
        {t('feedback.thanks')}
      </p>
      <form method="post" action={feedbackPath(locale, reading.article.number)}>
        <h2 id="feedback-title">{t('feedback.title')}</h2>
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
        <div class="feedback-buttons">
          <button class="button" type="submit" name="helpful" value="yes">
            {t('feedback.yes')}
          </button>
          <button class="button" type="submit" name="helpful" value="no">
            {t('feedback.no')}
          </button>
        </div>
      </form>
    </section>
  );
}
