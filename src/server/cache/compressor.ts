import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Encoding } from '../../http/response/entity-tag.js';

/** Bodies that wait; when there are more, the newest go out plain once more and come again. */
const MOST_WAITING = 200;
/** Nearly as small as the highest, in a tenth of the time. */
const BROTLI_QUALITY = 9;

/** Compresses bodies one after the other, off the event loop: zlib's own threads are shared with the reading of files. */
export class Compressor {
  private readonly waiting: (() => Promise<void>)[] = [];
  private running: Promise<void> | undefined;

  /** @param compress - How; another one for tests. */
  constructor(private readonly compress = compressBody) {}

  /**
   * Compress a body some time; what is asked for while too many wait is forgotten, as is what cannot be compressed.
   *
   * @returns Whether it will be tried.
   */
  ask(body: Buffer, encoding: Encoding, onDone: (compressed: Buffer) => void): boolean {
    if (this.waiting.length >= MOST_WAITING) return false;
    this.waiting.push(async () => {
      const compressed = await this.compress(body, encoding).catch(() => undefined);
      if (compressed !== undefined) onDone(compressed);
    });
    this.running ??= this.run().finally(() => (this.running = undefined));
    return true;
  }

  /** Wait until nothing waits. */
  async idle(): Promise<void> {
    while (this.running !== undefined) await this.running;
  }

  private async run(): Promise<void> {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) await next();
  }
}

function compressBody(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(body, { level: 7 });
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return promisify(brotliCompress)(body, { params });
}
