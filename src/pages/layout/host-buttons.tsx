import type { JSX } from 'preact';
import type { Reading } from '../../article/reading.js';
import { absolute, permalinkPath } from '../../http/response/addresses.js';
import { Icon } from './icon.js';
import type { PageContext } from './page.js';

/** Actions of the panel in the host application. */
type HostAction = 'insert' | 'link' | 'resolved';

interface HostButtonsProps {
  readonly page: PageContext;
  /** What is handed over: an article and its language. */
  readonly reading: Reading;
  readonly actions: readonly HostAction[];
  /** Id of the text to insert; by default a link to the article. */
  readonly textId?: string | undefined;
}

/** Buttons for the host application; shown by `panel.js` once it has responded. */
export function HostButtons({ page, reading, actions, textId }: HostButtonsProps): JSX.Element | null {
  const { t, site } = page;
  if (site.panel === undefined) return null;
  const { served, article, translation } = reading;
  const { number } = article;
  const href = `${absolute(site, permalinkPath(number))}?lang=${served}`;
  const handed = { number, title: translation.title, locale: served, version: translation.version, href };
  return (
    <div
      class="host-buttons"
      role="group"
      aria-label={t('panel.ticket')}
      data-host={JSON.stringify(handed)}
      data-failed={t('panel.failed')}
      hidden
    >
      <p class="host-used" data-host-used hidden>
        {t('panel.used')}
      </p>
      {actions.map((action) => (
        <button
          class={action === 'insert' && textId !== undefined ? 'button button-primary' : 'button'}
          type="button"
          data-host-send={action}
          data-host-text={action === 'insert' ? textId : undefined}
          data-done={t(`panel.${action}Done`)}
        >
          {action === 'link' && <Icon name="link" />}
          <span>
            {t(action === 'insert' && textId === undefined ? 'panel.insertLink' : `panel.${action}`)}
          </span>
        </button>
      ))}
      <p class="visually-hidden" role="status" data-host-status />
    </div>
  );
}
