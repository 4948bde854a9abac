import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { JSX } from 'preact';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import { invalidParameter, parseQuery } from '../../http/request/parse-query.js';
import { articlePath } from '../../http/response/addresses.js';
import type { Site } from '../../http/response/site.js';
import { matchSiteLocale } from '../../locale/tag.js';
import { messageLanguages, writeArticleMessage } from '../../presenters/customer-message.js';
import { provenanceWords } from '../../presenters/provenance.js';
import { ArticleLine } from '../article/article-header.js';
import { Layout } from '../layout/layout.js';
import { type PageRequest, type PageContext, renderDocument, sendPage } from '../layout/page.js';
import { ANSWER_PARAMETERS, type AnswerData, AnswerPanel } from './answer-panel.js';

const COOKIE = 'customer';
const YEAR = 365 * 86_400_000;
const QUERY = z.object({
  [ANSWER_PARAMETERS.customer]: z.string().max(64).optional(),
  [ANSWER_PARAMETERS.steps]: z.enum(['all', 'own']).optional(),
});

/**
 * The customer's language: the one chosen now (and remembered), else the last one, else the page's.
 *
 * @param chosen - From the URL.
 * @throws Problem `invalid-parameter` (400) for a language without texts.
 */
export function customerLanguage(
  req: Request,
  res: Response,
  chosen: string | undefined,
  { locale, site }: { readonly locale: LocaleTag; readonly site: Site },
): LocaleTag {
  const languages = messageLanguages();
  if (chosen !== undefined) {
    const language = matchSiteLocale(chosen, languages);
    if (language === undefined)
      throw invalidParameter(ANSWER_PARAMETERS.customer, `takes one of ${languages.join(', ')}`);
    const { pathname, protocol } = new URL(site.url);
    const secure = protocol === 'https:';
    // In a cross-site frame, browsers keep only partitioned cookies (CHIPS), and only over TLS.
    const framed = { sameSite: 'none', partitioned: true } as const;
    const reach = site.panel !== undefined && secure ? framed : ({ sameSite: 'lax' } as const);
    // Also used by `copy.js`.
    res.cookie(COOKIE, language, { path: pathname, maxAge: YEAR, secure, ...reach });
    return language;
  }
  const cookie = req.headers.cookie === undefined ? undefined : parseCookie(req.headers.cookie)[COOKIE];
  const last = cookie === undefined ? undefined : matchSiteLocale(cookie, languages);
  return last ?? matchSiteLocale(locale, languages) ?? 'en';
}

/** `GET /:locale/articles/:number/answer`: the answer for a customer with the article's problem. */
export function serveAnswer(request: PageRequest): void {
  const { req, res, deps, locale, page, reading } = request;
  const query = parseQuery(req, QUERY);
  const customer = customerLanguage(req, res, query[ANSWER_PARAMETERS.customer], page);
  const takesNewer = query[ANSWER_PARAMETERS.steps] !== 'own';
  const message = writeArticleMessage(deps, reading, customer, takesNewer);
  const own = matchSiteLocale(locale, messageLanguages()) ?? 'en';
  const mine = own === message.language ? undefined : writeArticleMessage(deps, reading, locale, takesNewer);
  const data: AnswerData = {
    customer: { locale: message.language, text: message.text },
    mine: mine && { locale: mine.language, text: mine.text },
    note: undefined,
    hints: describeText(message.reading, page),
    takesNewer: message.newerSteps > 0 ? takesNewer : undefined,
    reading: message.reading,
  };
  res.set('Cache-Control', 'private, no-cache');
  sendPage(request, renderDocument(<AnswerPage page={page} data={data} reading={reading} />));
}

/** Notes for the agent about the translation used. */
export function describeText(
  { isFallback, served, requested, provenance }: Reading,
  { t, format }: PageContext,
): readonly string[] {
  const fallback = t('answer.fallback', {
    language: format.languageName(requested),
    served: format.languageName(served),
  });
  return [...(isFallback ? [fallback] : []), provenanceWords(provenance, t, format).join(' · ')];
}

interface AnswerPageProps {
  readonly page: PageContext;
  readonly data: AnswerData;
  /** The article as the agent reads it. */
  readonly reading: Reading;
}

function AnswerPage({ page, data, reading }: AnswerPageProps): JSX.Element {
  const { t, locale } = page;
  const { number } = reading.article;
  return (
    <Layout
      page={page}
      title={`${t('answer.title')} (${number})`}
      styles={['notices', 'walk', 'answer']}
      scripts={['copy']}
      languages={(other) => articlePath(other, number, 'answer')}
      kind="walk"
    >
      <article
        class="answer-frame"
        data-permalink
        data-copied={t('copy.copied')}
        data-copy-failed={t('copy.failed')}
      >
        <ArticleLine page={page} reading={reading} />
        <h1>{t('answer.title')}</h1>
        <AnswerPanel
          page={page}
          data={data}
          action={articlePath(locale, number, 'answer')}
          fields={[]}
          isOwnPage
        />
      </article>
    </Layout>
  );
}
