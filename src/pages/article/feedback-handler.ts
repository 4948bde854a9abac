import { articlePath } from '../../http/response/addresses.js';
import { articleNumber, resolveReading } from '../../http/request/article-parameter.js';
import { bodyType, parseBody } from '../../http/request/read-body.js';
import { readForm } from '../../http/request/read-form.js';
import { readerOf } from '../../http/request/reader.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { FEEDBACK_FORM } from '../../presenters/ledger-schemas.js';
import { THANKS } from './feedback-form.js';
import type { LocaleHandler } from '../layout/page-handler.js';

/** Bytes of a field at most: 2,000 characters of four bytes, and line breaks of two. */
const LONGEST_FIELD = 16_000;

/** `GET /:locale/articles/:number/feedback`: to the form, for who comes back to its address. */
export function showFeedbackForm({ library }: Pick<DeliveryDeps, 'library'>): LocaleHandler {
  return (req, res, locale) => {
    const number = articleNumber(req.params['number'], library);
    res.redirect(303, `${articlePath(locale, number)}#feedback`);
  };
}

/** `POST /:locale/articles/:number/feedback`: write it down, and lead back to the article, which says thanks. */
export function takeFeedback(deps: DeliveryDeps): LocaleHandler {
  return async (req, res, locale) => {
    const number = articleNumber(req.params['number'], deps.library);
    bodyType(req, ['application/x-www-form-urlencoded', 'multipart/form-data']);
    const { fields } = await readForm(req, res, LONGEST_FIELD);
    const { helpful, reason, comment } = parseBody(Object.fromEntries(fields), FEEDBACK_FORM);
    const { served, translation } = resolveReading(deps.library, number, locale);
    const isHelpful = helpful === 'yes';
    const opinion = {
      number,
      locale: served,
      version: translation.version,
      isHelpful,
      reason: isHelpful ? undefined : reason,
    };
    const said = comment === undefined || comment === '' ? undefined : comment;
    await deps.ledger.feedback.give({ ...opinion, comment: said }, readerOf(req));
    res.redirect(303, `${articlePath(locale, number)}#${THANKS}`);
  };
}
