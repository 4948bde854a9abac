import type { JSX } from 'preact';
import { absolute, permalinkPath } from '../http/addresses.js';
import type { ArticleView } from './article-page-data.js';
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
            <CopyButton view={view} shape={page.t(`permalink.${shape}`)} target={`permalink-${shape}`} />
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
          <CopyButton view={view} shape={page.t('permalink.rich')} target="permalink-rich" />
        </div>
      </div>
    </details>
  );
}

interface CopyButtonProps {
  readonly view: ArticleView;
  readonly shape: string;
  readonly target: string;
}

function CopyButton({ view: { page }, shape, target }: CopyButtonProps): JSX.Element {
  return (
    <button class="button copy-button needs-script" type="button" data-copy={target}>
      <Icon name="copy" />
      <span data-copy-label>{page.t('copy.copy')}</span>
      <span class="visually-hidden">: {shape}</span>
    </button>
  );
}
