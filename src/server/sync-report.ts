import type { Logger } from 'pino';
import type { SyncReport } from '../ingest/sync-library.js';
import type { SyncEvent } from '../ingest/sync-messages.js';
import { ProgressLine } from './progress-line.js';

/** What the log says of a damaged library, beside where it lies now. */
export const DAMAGED = 'the library was damaged: put aside, and compiled anew';

/** Tell of syncs: the first on standard output, those that changed something in the log. */
export function createSyncReporter(logger: Logger): (event: SyncEvent) => void {
  const line = new ProgressLine(process.stderr);
  let isFirst = true;
  return (event) => {
    if (event.kind === 'progress') {
      line.update(event.progress);
      return;
    }
    line.stop();
    if (event.kind === 'damaged') {
      logger.warn({ file: event.file }, DAMAGED);
      return;
    }
    if (event.kind === 'failed')
      logger.error({ reason: event.message }, 'sync failed; the library stays as it was');
    else if (isFirst) process.stdout.write(`${summarizeSync(event.report)}\n`);
    else if (event.report.compiled + event.report.removed + event.report.walks > 0)
      logger.info({ ...event.report }, 'content changed');
    if (event.kind === 'synced') isFirst = false;
  };
}

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
