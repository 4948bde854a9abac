import type { ComponentChildren, JSX } from 'preact';
import type { ArticleView } from './article-page-data.js';
import { SourceLink } from './article-steps.js';

/** What a reader must know before trusting the text, the gravest first. */
export function ArticleNotices({ view }: { readonly view: ArticleView }): JSX.Element {
  const { page, reading } = view;
  const { t, format } = page;
  return (
    <div class="notices">
      {reading.article.facts.isHidden && (
        <Notice kind="archived" title={t('notice.archivedTitle')}>
          {t('notice.archivedDetail')}
        </Notice>
      )}
      {reading.isFallback && (
        <Notice
          kind="fallback"
          title={t('notice.fallbackTitle', { language: format.languageName(page.locale) })}
        >
          {t('notice.fallbackDetail', { language: format.languageName(reading.served) })}
        </Notice>
      )}
      {reading.provenance.state === 'outdated' && <OutdatedNotice view={view} />}
      {reading.provenance.state === 'ahead' && <AheadNotice view={view} />}
      {reading.provenance.state === 'no-source' && (
        <Notice kind="no-source" title={t('provenance.noSourceTitle')}>
          {t('provenance.noSourceDetail')}
        </Notice>
      )}
      {reading.provenance.kind === 'machine' && <MachineNotice view={view} />}
    </div>
  );
}

function OutdatedNotice({ view }: { readonly view: ArticleView }): JSX.Element {
  const { t } = view.page;
  const { version, sourceVersion, missingSteps } = view.reading.provenance;
  const isCounted = version !== undefined && sourceVersion !== undefined;
  return (
    <Notice kind="outdated" title={t('notice.outdatedTitle')}>
      {isCounted ? t('notice.outdatedDetail', { version, sourceVersion }) : t('notice.outdatedUnknown')}{' '}
      {missingSteps.length > 0 && t('notice.missingSteps', { count: missingSteps.length })}{' '}
      <SourceLink view={view} />
    </Notice>
  );
}

function AheadNotice({ view }: { readonly view: ArticleView }): JSX.Element {
  const { version = 0, sourceVersion = 0 } = view.reading.provenance;
  return (
    <Notice kind="ahead" title={view.page.t('provenance.aheadTitle')}>
      {view.page.t('provenance.aheadDetail', { version, sourceVersion })} <SourceLink view={view} />
    </Notice>
  );
}

function MachineNotice({ view }: { readonly view: ArticleView }): JSX.Element {
  const { t, format } = view.page;
  const { humanDegree } = view.reading.provenance;
  return (
    <Notice kind="machine" title={t('notice.machineTitle')}>
      {humanDegree === undefined
        ? t('notice.machineUnknown')
        : t('notice.machineDetail', { degree: format.percent(humanDegree) })}
      {view.isClean === true && ` ${t('beside.clean')}`}
    </Notice>
  );
}

interface NoticeProps {
  readonly kind: 'archived' | 'fallback' | 'outdated' | 'ahead' | 'no-source' | 'machine';
  readonly title: string;
  readonly children: ComponentChildren;
}

function Notice({ kind, title, children }: NoticeProps): JSX.Element {
  return (
    <div class={`notice notice-${kind}`} role="note">
      <p>
        <strong class="notice-title">{title}</strong> {children}
      </p>
    </div>
  );
}
