import type { JSX } from 'preact';
import { compareWords } from '../../article/compare-words.js';
import { acceptedFormats } from '../../http/request/negotiate-format.js';
import { LANG, parseQuery } from '../../http/request/parse-query.js';
import { homePath } from '../../http/response/addresses.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import { type CITED_PASSAGE, presentCited } from '../../presenters/present-passage.js';
import type { Wire } from '../../presenters/schemas.js';
import { Problem } from '../../problem.js';
import { Layout } from '../layout/layout.js';
import { Quoted } from '../layout/quoted.js';
import { type PageContext, type PageRequest, renderDocument, sendPage } from '../layout/page.js';

const HASH = /^(p1-[\w-]{22})(\.json)?$/;

/** `/c/:hash`: a cited passage and its current version, as page or JSON. */
export function servePassage(request: PageRequest): void {
  const { req, res, deps } = request;
  parseQuery(req, LANG);
  const [, hash = '', ending] = HASH.exec(String(req.params['hash'])) ?? [];
  const found = deps.library.passage(hash);
  if (found === undefined) throw new Problem('not-found');
  const cited = presentCited(deps, found);
  res.vary('Accept');
  if (ending !== undefined || acceptedFormats(req.get('accept'))[0] === 'json') {
    const lastModified = deps.library.changedAt;
    sendCacheable(req, res, { type: 'application/json', body: JSON.stringify(cited), lastModified });
    return;
  }
  sendPage(request, renderDocument(<PassagePage cited={cited} page={request.page} />));
}

interface PassageProps {
  readonly cited: Wire<typeof CITED_PASSAGE>;
  readonly page: PageContext;
}

function PassagePage({ cited, page }: PassageProps): JSX.Element {
  const { t } = page;
  const title = t('passage.title', { number: cited.number });
  const styles = ['error', 'prose', 'passage'];
  return (
    <Layout page={page} title={title} styles={styles} languages={homePath} kind="passage">
      <article class="error-frame">
        <h1>{title}</h1>
        <p>
          <a href={cited.href}>{cited.path.join(' › ')}</a>
        </p>
        <h2>{t('passage.cited')}</h2>
        <Quoted locale={cited.locale}>{cited.text}</Quoted>
        <CurrentPassage cited={cited} page={page} />
      </article>
    </Layout>
  );
}

function CurrentPassage({ cited, page: { t } }: PassageProps): JSX.Element {
  if (cited.isCurrent) return <p>{t('passage.same')}</p>;
  if (cited.current === null) return <p>{t('passage.gone')}</p>;
  return (
    <>
      <h2>{t('passage.now')}</h2>
      <Quoted locale={cited.locale}>
        {compareWords(cited.text, cited.current.text).map(({ kind, text }) =>
          kind === 'same' ? text : kind === 'added' ? <ins>{text}</ins> : <del>{text}</del>,
        )}
      </Quoted>
    </>
  );
}
