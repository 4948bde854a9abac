import type { JSX } from 'preact';
import { LANG, parseQuery } from '../../http/request/parse-query.js';
import { problemPath } from '../../http/response/addresses.js';
import { presentProblem } from '../../presenters/present-problem.js';
import { isProblemCode, Problem, type ProblemCode, PROBLEMS } from '../../problem.js';
import { Layout } from '../layout/layout.js';
import { type PageContext, type PageRequest, renderDocument, sendPage } from '../layout/page.js';

// These URLs have no locale, since a problem's type must be the same for all readers.

/** `/problems`: every error code. */
export function serveProblems(request: PageRequest): void {
  parseQuery(request.req, LANG);
  sendPage(request, renderDocument(<ProblemsPage page={request.page} />));
}

/** `/problems/:code`: documentation of an error code, the `type` of problem documents. */
export function serveProblem(request: PageRequest): void {
  const code = String(request.req.params['code']);
  if (!isProblemCode(code)) throw new Problem('not-found');
  parseQuery(request.req, LANG);
  sendPage(request, renderDocument(<ProblemPage code={code} page={request.page} />));
}

function ProblemsPage({ page }: { readonly page: PageContext }): JSX.Element {
  const { t } = page;
  return (
    <Frame page={page} title={t('problems.title')}>
      <h1>{t('problems.title')}</h1>
      <p class="error-detail">{t('problems.lead')}</p>
      <table class="problem-table">
        <thead>
          <tr>
            <th scope="col">{t('error.code')}</th>
            <th scope="col">{t('problems.status')}</th>
            <th scope="col">{t('problems.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.keys(PROBLEMS)
            .filter(isProblemCode)
            .map((code) => (
              <tr>
                <td>
                  <a href={problemPath(code)}>{code}</a>
                </td>
                <td class="number">{PROBLEMS[code]}</td>
                <td>{t(`problem.${code}.title`)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Frame>
  );
}

interface ProblemPageProps {
  readonly code: ProblemCode;
  readonly page: PageContext;
}

function ProblemPage({ code, page }: ProblemPageProps): JSX.Element {
  const { t } = page;
  const title = t(`problem.${code}.title`);
  const example = presentProblem(new Problem(code), t, '/…', '…', page.site);
  return (
    <Frame code={code} page={page} title={`${title} (${code})`}>
      <p class="error-status number">{PROBLEMS[code]}</p>
      <h1>{title}</h1>
      <p class="error-detail">{t(`problem.${code}.detail`)}</p>
      <section aria-labelledby="example-title">
        <h2 id="example-title">{t('problems.example')}</h2>
        <pre class="problem-example" tabindex={0}>
          <code>{JSON.stringify(example, undefined, 2)}</code>
        </pre>
      </section>
      <p>
        <a class="button" href={problemPath()}>
          {t('problems.all')}
        </a>
      </p>
    </Frame>
  );
}

interface FrameProps {
  readonly code?: ProblemCode;
  readonly page: PageContext;
  readonly title: string;
  readonly children: JSX.Element[];
}

/** The language switch uses the query string, since these URLs have no locale. */
function Frame({ code, page, title, children }: FrameProps): JSX.Element {
  const path = problemPath(code);
  const inLocale = (locale: string): string => `${path}?lang=${locale}`;
  return (
    <Layout page={page} title={title} styles={['error']} languages={inLocale} kind="problem">
      <div class="error-frame">{children}</div>
    </Layout>
  );
}
