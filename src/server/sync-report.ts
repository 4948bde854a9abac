import type { Logger } from 'pino';
import type { SyncEvent } from '../ingest/sync-messages.js';
import { ProgressLine } from './progress-line.js';
import { summarizeSync } from './summary.js';

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
