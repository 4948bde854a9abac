import type { JSX } from 'preact';
import { absolute, permalinkPath } from '../http/addresses.js';
import type { ArticleView } from './article-page-data.js';
import { CopyButton } from './copy-button.js';
import { Icon } from './icon.js';
import { permalinkShapes } from './permalink-shapes.js';

const WRITTEN = ['plain', 'markdown', 'html'] as const;

/** The article's permalink in four shapes. Without a script each can be selected by hand; with one, a button copies it. */
export function PermalinkCopy({ view }: { readonly view: ArticleView }): JSX.Element {
  const { page, reading } = view;
  const { number } = reading.article;
  const { title } = reading.translation;
  const url = absolute(page.site, permalinkPath(number));
  const shapes = permalinkShapes(number, title, url);
  return (
    <details class="permalink">
      <summary class="button">
        <Icon name="link" />
        {page.t('permalink.title')}
      </summary>
      <div class="permalink-panel">
        {WRITTEN.map((shape) => (
          <div class="permalink-row">
            <label for={`permalink-${shape}`}>{page.t(`permalink.${shape}`)}</label>
            <textarea id={`permalink-${shape}`} rows={3} readonly spellcheck={false} data-select>
              {shapes[shape]}
            </textarea>
            <CopyButton page={page} what={page.t(`permalink.${shape}`)} target={`permalink-${shape}`} />
          </div>
        ))}
        <div class="permalink-row">
          <span class="permalink-label" id="permalink-rich-label">
            {page.t('permalink.rich')}
          </span>
          <p class="permalink-rich" id="permalink-rich" aria-labelledby="permalink-rich-label" role="group">
            <a href={url}>
              {number}: <span {...view.articleLang}>{title}</span>
            </a>
          </p>
          <CopyButton page={page} what={page.t('permalink.rich')} target="permalink-rich" />
        </div>
      </div>
    </details>
  );
}
