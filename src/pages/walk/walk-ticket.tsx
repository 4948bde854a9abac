import type { JSX } from 'preact';
import { nativeLanguageName } from '../../locale/format.js';
import { direction } from '../../locale/tag.js';
import { CopyButton } from '../article/copy-button.js';
import { WALK_PARAMETERS } from './read-walk-query.js';
import { walkAddresses, type WalkView } from './walk-page-data.js';
import { TICKET_LOCALES, type TicketText } from './walk-ticket-data.js';

/** At the end: what the customer gets, in their language, and what the ticket's note says, in ours. */
export function WalkTicketTexts({ view }: { readonly view: WalkView }): JSX.Element | null {
  const { page, ticket } = view;
  if (ticket === undefined) return null;
  const { t } = page;
  return (
    <section class="walk-ticket" id="ticket" aria-labelledby="walk-ticket-title">
      <h2 id="walk-ticket-title">{t('walk.ticket')}</h2>
      <form class="walk-languages" method="get" action={`${walkAddresses(view).start}#ticket`}>
        {[...new URLSearchParams(view.query)].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <LocaleChoice
          name={WALK_PARAMETERS.customer}
          label={t('walk.customerLanguage')}
          locale={ticket.customer.locale}
        />
        <LocaleChoice
          name={WALK_PARAMETERS.note}
          label={t('walk.noteLanguage')}
          locale={ticket.note.locale}
        />
        <button class="button" type="submit">
          {t('list.apply')}
        </button>
      </form>
      <div class="walk-texts">
        <TextBox view={view} id="ticket-customer" label={t('walk.customer')} text={ticket.customer} />
        <TextBox view={view} id="ticket-note" label={t('walk.note')} text={ticket.note} />
      </div>
      <p class="copy-status visually-hidden" role="status" data-copy-status />
    </section>
  );
}

interface LocaleChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly locale: string;
}

function LocaleChoice({ name, label, locale }: LocaleChoiceProps): JSX.Element {
  return (
    <p class="walk-field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {TICKET_LOCALES.map((other) => (
          <option value={other} lang={other} selected={other === locale}>
            {nativeLanguageName(other)}
          </option>
        ))}
      </select>
    </p>
  );
}

interface TextBoxProps {
  readonly view: WalkView;
  readonly id: string;
  readonly label: string;
  readonly text: TicketText;
}

function TextBox({ view, id, label, text }: TextBoxProps): JSX.Element {
  return (
    <div class="walk-text">
      <p class="walk-text-head">
        <label for={id}>{label}</label>
        <CopyButton page={view.page} what={label} target={id} />
      </p>
      <textarea
        id={id}
        lang={text.locale}
        dir={direction(text.locale)}
        rows={12}
        readonly
        spellcheck={false}
        data-select
      >
        {text.text}
      </textarea>
    </div>
  );
}
