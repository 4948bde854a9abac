import type { SyncReport } from '../ingest/sync-library.js';

/** What a sync did, in one line; where it found no article, what it expected. */
export function summarizeSync({
  files,
  compiled,
  removed,
  walks,
  diagnostics,
  milliseconds,
}: SyncReport): string {
  if (files === 0)
    return 'no articles: CONTENT_DIR takes files such as de/KA-90001.md, one folder per locale';
  const seconds = (milliseconds / 1000).toFixed(milliseconds < 1000 ? 2 : 1);
  const changes = [
    `${compiled} compiled`,
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(walks > 0 ? [count(walks, 'walk')] : []),
  ].join(', ');
  return `${count(files, 'article file')}, ${changes} in ${seconds} s; ${summarizeDiagnostics(diagnostics)}`;
}

/** Diagnostics by severity, in words. */
function summarizeDiagnostics({ error, warning, info }: SyncReport['diagnostics']): string {
  if (error + warning + info === 0) return 'no diagnostics';
  const hint = error > 0 ? ' (see parlance check)' : '';
  return `${count(error, 'error')}, ${count(warning, 'warning')}, ${count(info, 'note')}${hint}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
