import type { JSX } from 'preact';
import { absolute, articlePath, besidePath, permalinkPath } from '../../http/response/addresses.js';
import { matchSiteLocale } from '../../locale/tag.js';
import { HostButtons } from '../layout/host-buttons.js';
import { Icon } from '../layout/icon.js';
import { languageAttributes } from '../layout/languages.js';
import type { PageContext } from '../layout/page.js';
import { articleLanguages } from './article-metadata.js';
import type { ArticleView } from './article-page-data.js';
import { shapeName, ticketShapes } from './ticket-shapes.js';

const WRITTEN = ['jira', 'markdown', 'plain', 'html'] as const;

/** Actions of an article: walk, share, read in two languages. */
export function ArticleActions({ view }: { readonly view: ArticleView }): JSX.Element {
  const { t } = view.page;
  return (
    <div class="article-actions">
      {view.walkHref !== undefined && (
        <a class="button button-primary" href={view.walkHref} title={t('article.walkDetail')}>
          {t('article.walk')}
          <Icon name="arrow" />
        </a>
      )}
      {view.page.site.panel === undefined && (
        <>
          <CopyLink view={view} />
          <CopyArticle page={view.page} />
          <TwoLanguages view={view} />
        </>
      )}
      <a class="button" href={articlePath(view.page.locale, view.reading.article.number, 'answer')}>
        {t('answer.open')}
      </a>
      <HostButtons page={view.page} reading={view.reading} actions={['insert', 'link', 'resolved']} />
      <p class="copy-status visually-hidden" role="status" data-copy-status />
    </div>
  );
}

/** One click copies a link in the customer's language, which the browser remembers; a panel has the link in the shapes that tickets take. */
function CopyLink({ view }: { readonly view: ArticleView }): JSX.Element {
  const { page, reading } = view;
  const { t } = page;
  const { number } = reading.article;
  const { title } = reading.translation;
  const url = absolute(page.site, permalinkPath(number));
  const shapes = ticketShapes(number, title, url);
  return (
    <div class="copy-link" data-ticket={number}>
      <button class="button needs-script" type="button" data-copy-link>
        <Icon name="link" />
        <span data-copy-label>{t('permalink.title')}</span>
      </button>
      <CustomerLanguage view={view} />
      <details class="menu" data-menu>
        <summary class="button" title={t('permalink.formats')}>
          <Icon name="more" />
          <span class="visually-hidden">{t('permalink.formats')}</span>
        </summary>
        <div class="menu-panel permalink-panel">
          <TargetChoice view={view} />
          <div class="permalink-row">
            <span class="permalink-label" id="permalink-rich-label">
              Zendesk <small>{t('permalink.rich')}</small>
            </span>
            <p class="permalink-rich" id="permalink-rich" aria-labelledby="permalink-rich-label" role="group">
              <a href={url}>
                {number}: <span {...view.articleLang}>{title}</span>
              </a>
            </p>
            <CopyButton page={page} what={`Zendesk, ${t('permalink.rich')}`} target="permalink-rich" />
          </div>
          {WRITTEN.map((shape) => (
            <div class="permalink-row">
              <label for={`permalink-${shape}`}>{shapeName(shape, t)}</label>
              <textarea
                id={`permalink-${shape}`}
                rows={2}
                readonly
                spellcheck={false}
                data-select
                data-shape={shape}
              >
                {shapes[shape]}
              </textarea>
              <CopyButton page={page} what={shapeName(shape, t)} target={`permalink-${shape}`} />
            </div>
          ))}
        </div>
      </details>
    </div>
  );
}

/** Language selector of the shared link, with titles; needs scripts. */
function CustomerLanguage({ view: { page, reading } }: { readonly view: ArticleView }): JSX.Element {
  const { article, served } = reading;
  return (
    <select
      class="needs-script"
      aria-label={page.t('answer.language')}
      title={page.t('answer.language')}
      data-customer-language
      autocomplete="off"
    >
      {article.translations.map(({ locale, title }) => (
        <option
          value={matchSiteLocale(locale, page.site.locales) ?? locale}
          selected={locale === served}
          data-title={title}
          {...languageAttributes(locale, page.locale)}
        >
          {page.nativeName(locale)}
        </option>
      ))}
    </select>
  );
}

/** The link target; changed by script. */
function TargetChoice({ view: { page, steps } }: { readonly view: ArticleView }): JSX.Element | null {
  const own = steps.filter(({ isNewer }) => !isNewer);
  if (own.length === 0) return null;
  return (
    <div class="permalink-row permalink-target needs-script">
      <label for="ticket-target">{page.t('ticket.target')}</label>
      {/* Browsers bring a choice back when one returns to a page; the shapes would not follow. */}
      <select id="ticket-target" data-ticket-target autocomplete="off">
        <option value="">{page.t('ticket.article')}</option>
        {own.map(({ anchor, number }) => (
          <option value={anchor}>{page.t('step.name', { number })}</option>
        ))}
      </select>
    </div>
  );
}

function CopyArticle({ page: { t } }: { readonly page: PageContext }): JSX.Element {
  return (
    <details class="menu needs-script" data-menu>
      <summary class="button">
        <Icon name="copy" />
        {t('article.copy')}
      </summary>
      <ul class="menu-panel menu-list">
        {(['text', 'html', 'markdown'] as const).map((kind) => (
          <li>
            <button type="button" data-copy-article={kind}>
              <span data-copy-label>{t(COPY_LABELS[kind])}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

const COPY_LABELS = {
  text: 'article.copyText',
  html: 'article.copyHtml',
  markdown: 'article.copyMarkdown',
} as const;

/** Links to the side-by-side view in other languages, if any. */
function TwoLanguages({ view: { page, reading } }: { readonly view: ArticleView }): JSX.Element | null {
  const { site, locale, t } = page;
  const others = articleLanguages(reading.article, site).filter((link) => link.locale !== locale);
  if (others.length === 0) return null;
  return (
    <details class="menu" data-menu>
      <summary class="button">
        <Icon name="columns" />
        {t('beside.open')}
      </summary>
      <ul class="menu-panel menu-list menu-columns">
        {others.map((other) => (
          <li>
            <a
              href={besidePath(locale, reading.article.number, other.locale)}
              {...languageAttributes(other.locale, locale)}
            >
              {page.nativeName(other.locale)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface CopyButtonProps {
  readonly page: PageContext;
  /** Accessible label of what is copied. */
  readonly what: string;
  /** Id of the element to copy. */
  readonly target: string;
}

/** A button that copies another element's text; shown only with scripts. */
export function CopyButton({ page, what, target }: CopyButtonProps): JSX.Element {
  return (
    <button class="button copy-button needs-script" type="button" data-copy={target}>
      <Icon name="copy" />
      <span data-copy-label>{page.t('copy.copy')}</span>
      <span class="visually-hidden">: {what}</span>
    </button>
  );
}
