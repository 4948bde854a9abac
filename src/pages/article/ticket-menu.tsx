import type { JSX } from 'preact';
import { absolute, permalinkPath } from '../../http/response/addresses.js';
import type { ArticleView } from './article-page-data.js';
import { CopyButton } from './copy-button.js';
import { Icon } from '../layout/icon.js';
import { fillTemplate, ticketTemplates } from './ticket-shapes.js';

const WRITTEN = ['jira', 'markdown', 'plain', 'html'] as const;

/**
 * A link to the article in the shapes that tickets take. Without a script each can be selected by hand; with one, a button copies it,
 * and it may lead to a step.
 */
export function TicketMenu({ view }: { readonly view: ArticleView }): JSX.Element {
  const { page, reading } = view;
  const { t } = page;
  const { number } = reading.article;
  const { title } = reading.translation;
  const url = absolute(page.site, permalinkPath(number));
  const templates = ticketTemplates(number, title);
  const label = (shape: (typeof WRITTEN)[number]): string =>
    shape === 'jira' ? 'Jira' : t(`permalink.${shape}`);
  return (
    <details class="permalink" data-ticket>
      <summary class="button">
        <Icon name="link" />
        {t('permalink.title')}
      </summary>
      <div class="permalink-panel">
        <TargetChoice view={view} />
        <div class="permalink-row">
          <span class="permalink-label" id="permalink-rich-label">
            Zendesk <small>{t('permalink.rich')}</small>
          </span>
          <p class="permalink-rich" id="permalink-rich" aria-labelledby="permalink-rich-label" role="group">
            <a href={url}>
              {number}: <span {...view.articleLang}>{title}</span>
              <span data-ticket-step />
            </a>
          </p>
          <CopyButton page={page} what={`Zendesk, ${t('permalink.rich')}`} target="permalink-rich" />
        </div>
        {WRITTEN.map((shape) => (
          <div class="permalink-row">
            <label for={`permalink-${shape}`}>{label(shape)}</label>
            <textarea
              id={`permalink-${shape}`}
              rows={2}
              readonly
              spellcheck={false}
              data-select
              data-template={templates[shape]}
            >
              {fillTemplate(templates[shape], url)}
            </textarea>
            <CopyButton page={page} what={label(shape)} target={`permalink-${shape}`} />
          </div>
        ))}
      </div>
    </details>
  );
}

/** What the link leads to; only a script can change it. */
function TargetChoice({ view: { page, reading } }: { readonly view: ArticleView }): JSX.Element | null {
  const { steps } = reading.translation;
  if (steps.length === 0) return null;
  return (
    <div class="permalink-row permalink-target needs-script">
      <label for="ticket-target">{page.t('ticket.target')}</label>
      {/* Browsers bring a choice back when one returns to a page; the shapes would not follow. */}
      <select id="ticket-target" data-ticket-target autocomplete="off">
        <option value="">{page.t('ticket.article')}</option>
        {steps.map((step) => (
          <option value={step.anchor}>{page.t('step.name', { number: step.number })}</option>
        ))}
      </select>
    </div>
  );
}
