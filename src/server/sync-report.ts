import type { Logger } from 'pino';
import type { SyncReport } from '../ingest/sync-library.js';
import type { SyncEvent } from '../ingest/sync-messages.js';
import { Presets, SingleBar } from 'cli-progress';

/** Message about a damaged library and where it was moved. */
export const DAMAGED = 'the library was damaged: put aside, and compiled anew';

/**
 * Report syncs: the first in a line of its own, later changes in the log.
 *
 * @param output - Where that line goes.
 */
export function createSyncReporter(
  logger: Logger,
  output: NodeJS.WritableStream = process.stdout,
): (event: SyncEvent) => void {
  const line = new ProgressLine(process.stderr);
  let isFirst = true;
  return (event) => {
    if (event.kind === 'progress') {
      line.update(event.progress);
      return;
    }
    line.stop();
    switch (event.kind) {
      case 'damaged':
        logger.warn({ file: event.file }, DAMAGED);
        break;
      case 'released': {
        const { revision, counts, madeAt } = event.release;
        const milliseconds = Math.round(event.milliseconds);
        logger.info({ revision: revision.slice(0, 16), ...counts, madeAt, milliseconds }, 'release served');
        break;
      }
      case 'refused':
        logger.error({ reason: event.message }, 'release rejected; still serving the previous one');
        break;
      case 'failed':
        logger.error({ reason: event.message }, 'sync failed; library unchanged');
        break;
      case 'synced': {
        const { report } = event;
        if (isFirst) output.write(`${summarizeSync(report)}\n`);
        else if (report.compiled + report.removed + report.walks > 0)
          logger.info({ ...report }, 'content changed');
        isFirst = false;
      }
    }
  };
}

/** The result of a sync in one line; when it found no article, what was expected. */
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

/** Fewest files that get a progress bar. */
const WORTH_A_BAR = 50;

/**
 * Shows sync progress: a bar with rate and time left on a terminal, otherwise a line every three seconds.
 */
export class ProgressLine {
  private bar: SingleBar | undefined;
  private started = 0;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly verb = 'compiling',
  ) {}

  update({ done, total }: { readonly done: number; readonly total: number }): void {
    if (total < WORTH_A_BAR) return;
    if (this.bar === undefined) {
      this.started = performance.now();
      this.bar = createBar(this.stream, this.verb);
      this.bar.start(total, done, { rate: '-', left: '-' });
    }
    const seconds = (performance.now() - this.started) / 1000;
    this.bar.setTotal(total);
    const rate = done / seconds;
    this.bar.update(
      done,
      done === 0 ? {} : { rate: Math.round(rate), left: Math.ceil((total - done) / rate) },
    );
  }

  stop(): void {
    this.bar?.stop();
    this.bar = undefined;
  }
}

function createBar(stream: NodeJS.WriteStream, verb: string): SingleBar {
  const options = {
    stream,
    format: `${verb} {bar} {value}/{total} files, {rate}/s, {left} s left`,
    noTTYOutput: true,
    notTTYSchedule: 3000,
    hideCursor: true,
  };
  return new SingleBar(options, Presets.rect);
}
