import { Presets, SingleBar } from 'cli-progress';

/** Files below which nobody waits long enough to want a bar. */
const WORTH_A_BAR = 50;

/**
 * Shows how far a sync is: a bar with rate and time left on a terminal, a line every three seconds otherwise.
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
