import type { JSX } from 'preact';
import type { BesideView, NumberedFinding } from './beside-page-data.js';

interface FindingListProps {
  readonly view: BesideView;
  readonly findings: readonly NumberedFinding[];
}

/** What the checker found at one place; in the reader's language but for its messages, which are English. */
export function FindingList({ view, findings }: FindingListProps): JSX.Element | null {
  const { page } = view;
  if (findings.length === 0) return null;
  return (
    <ul class="findings" lang={page.locale}>
      {findings.map(({ label, severity, rule, message, line, source }) => (
        <li class={`finding finding-${severity}`}>
          <span class="finding-label">{label}</span> <strong>{page.t(`beside.severity.${severity}`)}</strong>{' '}
          <code>{rule}</code> <span lang="en">{message}</span>{' '}
          <span class="finding-line">
            {page.t('beside.line', { line })}
            {source !== undefined && ` · ${page.t('beside.sourceLine', { line: source.line })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
