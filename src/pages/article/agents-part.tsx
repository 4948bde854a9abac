import type { JSX } from 'preact';
import { readFields } from '../../http/request/read-form.js';
import { articlePath } from '../../http/response/addresses.js';
import { LINK_FORM } from '../../presenters/ticket-links.js';
import { Field } from '../layout/field.js';
import type { PageRequest } from '../layout/page.js';
import type { ArticleView } from './article-page-data.js';

const AGENTS = 'agents';

/** Internal fields, set apart from the article; nothing on a public instance. */
export function AgentsPart({ view }: { readonly view: ArticleView }): JSX.Element | null {
  const { page, reading, ticket } = view;
  const { t, locale } = page;
  const { internal } = reading.translation;
  if (internal === undefined) return null;
  const { notes, authors, crmHref } = internal;
  return (
    <aside class="feedback agents-part" id={AGENTS} aria-labelledby="agents-title">
      <h2 id="agents-title">{t('internal.title')}</h2>
      {notes !== undefined && (
        <>
          <h3>{t('internal.notes')}</h3>
          <p class="agents-notes" dir="auto">
            {notes}
          </p>
        </>
      )}
      {authors.length > 0 && (
        <p>
          {t('internal.authors')}: {page.format.list(authors)}
        </p>
      )}
      {crmHref !== undefined && (
        <p>
          <a href={crmHref} rel="noopener noreferrer">
            {t('internal.crm')}
          </a>
        </p>
      )}
      <form method="post" action={articlePath(locale, reading.article.number, 'links')}>
        <Field id="link-system" label={t('ticket.system')}>
          <input
            id="link-system"
            name="system"
            value={ticket?.system}
            required
            pattern="[a-z][a-z0-9\-]*"
            autocomplete="on"
          />
        </Field>
        <Field id="link-ticket" label={t('ticket.id')}>
          <input
            id="link-ticket"
            name="ticket"
            value={ticket?.ticket}
            required
            maxlength={200}
            autocomplete="off"
          />
        </Field>
        {ticket?.isUsed === true && <p role="status">{t('panel.used')}</p>}
        <button class="button" type="submit" name="relation" value="reference">
          {t('panel.link')}
        </button>
        <button class="button" type="submit" name="relation" value="resolved">
          {t('panel.resolved')}
        </button>
      </form>
    </aside>
  );
}

/** `POST /:locale/articles/:number/links`, on an internal instance only: link the article to a ticket. */
export async function takeLink({ req, res, deps, locale, number, reading }: PageRequest): Promise<void> {
  const { relation, ...ticket } = await readFields(req, res, LINK_FORM);
  const { requested, served, translation } = reading;
  const shown = { requested, served, version: translation.version };
  await deps.ledger.links.put(number, ticket, { ...shown, relation, url: undefined, note: undefined });
  res.redirect(303, `${articlePath(locale, number)}?${new URLSearchParams({ ...ticket })}#${AGENTS}`);
}
