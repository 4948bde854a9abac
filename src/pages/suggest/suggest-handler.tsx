import type { JSX } from 'preact';
import { readForm } from '../../http/request/read-form.js';
import { suggestPath } from '../../http/response/addresses.js';
import type { Wire } from '../../presenters/schemas.js';
import {
  LONGEST_TICKET,
  suggestArticles,
  type SUGGESTED_ARTICLES,
} from '../../presenters/suggest-articles.js';
import { PROBLEMS } from '../../problem.js';
import { languageAttributes } from '../layout/languages.js';
import { Field } from '../layout/field.js';
import { Layout } from '../layout/layout.js';
import { type PageRequest, type PageContext, renderDocument, sendPage } from '../layout/page.js';
import { SearchHit } from '../list/article-item.js';

/** Longest excerpt of a passage, in characters. */
const LONGEST_EXCERPT = 280;

type Found = Wire<typeof SUGGESTED_ARTICLES>;

/** `GET /:locale/suggest`: the form for a ticket's text. */
export function serveSuggest(request: PageRequest): void {
  const { page } = request;
  sendPage(request, renderDocument(<SuggestPage page={page} text="" />));
}

/** `POST /:locale/suggest`: suggestions for the text, which is not stored. */
export async function suggestForText(request: PageRequest): Promise<void> {
  const { req, res, deps, locale, page } = request;
  const { fields } = await readForm(req, res, LONGEST_TICKET);
  const text = (fields.get('text') ?? '').replaceAll('\0', '');
  const product = fields.get('product')?.trim();
  res.set('Cache-Control', 'private, no-store');
  const send = (shown: Omit<SuggestPageProps, 'page' | 'product'>): void =>
    sendPage(request, renderDocument(<SuggestPage page={page} product={product} {...shown} />));
  if (Buffer.byteLength(text) > LONGEST_TICKET) {
    res.status(PROBLEMS['body-too-large']);
    send({ text: '', fault: page.t('suggest.tooLarge') });
  } else if (text.trim() === '') {
    res.status(PROBLEMS['bad-request']);
    send({ text, fault: page.t('suggest.empty') });
  } else {
    const wanted = { text, product: product === '' ? undefined : product, limit: 10 };
    send({ text, found: await suggestArticles(deps, wanted, locale, false) });
  }
}

interface SuggestPageProps {
  readonly page: PageContext;
  readonly text: string;
  readonly product?: string | undefined;
  readonly found?: Found | undefined;
  /** Message for no suggestions. */
  readonly fault?: string | undefined;
}

function SuggestPage({ page, text, product, found, fault }: SuggestPageProps): JSX.Element {
  const { t, locale } = page;
  const styles = ['list', 'search', 'walk', 'answer'];
  return (
    <Layout page={page} title={t('suggest.title')} styles={styles} languages={suggestPath} kind="search">
      <div class="suggest-frame">
        <h1>{t('suggest.title')}</h1>
        <form class="suggest-form" method="post" action={suggestPath(locale)}>
          <Field id="ticket-text" label={t('suggest.label')}>
            <textarea
              id="ticket-text"
              name="text"
              rows={found === undefined ? 14 : 6}
              required
              dir="auto"
              spellcheck={false}
              aria-describedby={fault === undefined ? 'suggest-hint' : 'suggest-fault suggest-hint'}
              aria-invalid={fault === undefined ? undefined : true}
            >
              {text}
            </textarea>
          </Field>
          {/* Filled by the application around the panel. */}
          {page.site.panel !== undefined && <input type="hidden" name="product" value={product ?? ''} />}
          {fault !== undefined && (
            <p class="walk-errors" id="suggest-fault" role="alert">
              {fault}
            </p>
          )}
          <p class="walk-hint" id="suggest-hint">
            {t('suggest.hint')}
          </p>
          <button class="button button-primary" type="submit">
            {t('suggest.submit')}
          </button>
        </form>
        {found !== undefined && <Suggestions page={page} found={found} />}
      </div>
    </Layout>
  );
}

function Suggestions({ page, found }: { readonly page: PageContext; readonly found: Found }): JSX.Element {
  const { t, format } = page;
  const { items, languages, names } = found;
  return (
    <section class="suggest-results" aria-labelledby="suggest-results">
      <h2 id="suggest-results">{t('suggest.results')}</h2>
      {languages.length > 0 && (
        <p class="walk-hint">
          {t('suggest.languages', {
            languages: format.list(languages.map((tag) => format.languageName(tag))),
          })}
        </p>
      )}
      {names.length > 0 && <p class="walk-hint">{t('suggest.names', { names: names.join(', ') })}</p>}
      {items.length === 0 && <p>{t('suggest.none')}</p>}
      <ol class="item-list">
        {items.map((item) => (
          <>
            <SearchHit page={page} hit={item} />
            <li class="suggest-next">
              <NextSteps page={page} item={item} />
            </li>
          </>
        ))}
      </ol>
    </section>
  );
}

/** The beginning of a passage, truncated at a word boundary. */
function excerpt(text: string): string {
  if (text.length <= LONGEST_EXCERPT) return text;
  return `${text.slice(0, LONGEST_EXCERPT).replace(/\s+\S{0,30}$/, '')} …`;
}

interface NextStepsProps {
  readonly page: PageContext;
  readonly item: Found['items'][number];
}

/** Actions of a suggested article: continue its walk, or answer. */
function NextSteps({ page, item }: NextStepsProps): JSX.Element {
  const { t, locale } = page;
  const { walk, passage, answerHref } = item;
  const isAnswered = walk !== null && walk.answered > 0;
  return (
    <>
      {passage !== null && passage.text !== item.snippet && (
        <blockquote class="suggest-passage" {...languageAttributes(passage.locale, locale)}>
          {excerpt(passage.text)}
        </blockquote>
      )}
      {isAnswered && (
        <p class="suggest-answered">
          {t('suggest.answered', { answered: walk.answered, total: walk.total })}
        </p>
      )}
      <p class="suggest-actions">
        {walk !== null && (
          <a class={isAnswered ? 'button button-primary' : 'button'} href={walk.href}>
            {isAnswered ? t('suggest.goOn') : t('article.walk')}
            <span class="visually-hidden">: {item.number}</span>
          </a>
        )}
        <a class="button" href={answerHref}>
          {t('answer.open')}
          <span class="visually-hidden">: {item.number}</span>
        </a>
      </p>
    </>
  );
}
