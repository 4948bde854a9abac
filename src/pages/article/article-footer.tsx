import type { JSX } from 'preact';
import { absolute, articlePath, permalinkPath } from '../../http/response/addresses.js';
import { articleLanguages } from './article-languages.js';
import type { ArticleView } from './article-page-data.js';
import { direction } from '../../locale/tag.js';
import { provenanceWords } from '../../presenters/provenance-words.js';

/** The finer facts, the languages and the other formats, after the text. */
export function ArticleFooter({ view: { page, reading } }: { readonly view: ArticleView }): JSX.Element {
  const { t, locale, site, format } = page;
  const { article } = reading;
  const path = articlePath(locale, article.number);
  const permalink = absolute(site, permalinkPath(article.number));
  return (
    <footer class="article-footer">
      <h2>{t('article.about')}</h2>
      <dl>
        {article.facts.appliesTo.length > 0 && (
          <div>
            <dt>{t('article.appliesTo')}</dt>
            <dd>{article.facts.appliesTo.join(', ')}</dd>
          </div>
        )}
        <div>
          <dt>{t('provenance.title')}</dt>
          <dd>{provenanceWords(reading.provenance, t, format).join(' · ')}</dd>
        </div>
        <div>
          <dt>{t('permalink.permanent')}</dt>
          <dd>
            <a href={permalink}>{permalink}</a>
          </dd>
        </div>
        <div>
          <dt>{t('home.languages')}</dt>
          <dd class="link-row">
            {articleLanguages(article, site).map((link) => (
              <a href={link.href} lang={link.locale} dir={direction(link.locale)} hreflang={link.locale}>
                {page.nativeName(link.locale)}
              </a>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('article.formats')}</dt>
          <dd class="link-row">
            <a href={`${path}.md`} type="text/markdown">
              Markdown
            </a>
            <a href={`${path}.json`} type="application/json">
              JSON
            </a>
          </dd>
        </div>
      </dl>
    </footer>
  );
}
