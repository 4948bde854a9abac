import { entityTag, type Encoding, type Validators } from '../../http/response/entity-tag.js';
import { LEAST_COMPRESSED, type Compressed, type WholeAnswer } from '../../http/response/send-cacheable.js';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** One representation of an answer, ready to be sent. */
export interface Representation {
  readonly tag: string;
  readonly body: Buffer;
  /** Names and values in turn, as `writeHead` takes them; to be used at once. */
  readonly head: (requestId: string) => string[];
}

/** Of no use to a 304, which has no content. */
const ABOUT_CONTENT = /^content-(?:type|length|encoding)$/i;
/** Set anew for each request, or for each encoding. */
const CHANGING: ReadonlySet<string> = new Set(['x-request-id', 'etag', 'content-length']);
/** Bytes that an answer takes in memory besides its texts, roughly: objects, arrays, a place in a map. */
const BOOKKEEPING = 1200;

/** A rendered answer as bytes: plain, compressed as the first client got it, and as small as can be once another asked for it. */
export class CachedResponse implements Validators {
  readonly hash: string;
  readonly lastModified: Date | undefined;
  readonly plain: Representation;
  /** What a 304 is sent with; to be used at once. */
  readonly unchangedHead: (tag: string, requestId: string) => string[];
  /** Whether it is still what the app would answer. */
  readonly isCurrent: () => boolean;
  /** Encodings whose smallest form has been asked for. */
  readonly shrunk = new Set<Encoding>();
  /** `plain` where compressing saves nothing. */
  private readonly encoded = new Map<Encoding, Representation>();
  private readonly headers: readonly (readonly [string, string])[];

  constructor(answer: WholeAnswer) {
    const body = exactly(Buffer.from(answer.body, 'utf8'));
    this.hash = answer.hash;
    this.lastModified = answer.lastModified;
    this.isCurrent = answer.isCurrent ?? (() => true);
    this.headers = answer.headers.filter(([name]) => !CHANGING.has(name.toLowerCase()));
    this.plain = this.represent(body, undefined);
    this.unchangedHead = createUnchangedHead(
      this.headers.filter(([name]) => !ABOUT_CONTENT.test(name)).flat(),
    );
    if (answer.compressed !== undefined) this.add(answer.compressed);
  }

  /** Bytes it takes in memory. */
  get size(): number {
    const texts = this.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    const bodies = [...this.encoded.values()].filter((one) => one !== this.plain);
    return bodies.reduce(
      (sum, { body }) => sum + body.length + BOOKKEEPING,
      BOOKKEEPING + texts + this.plain.body.length,
    );
  }

  /** What a client that likes this encoding is sent; undefined while it is not compressed yet. */
  in(encoding: Encoding): Representation | undefined {
    return this.plain.body.length < LEAST_COMPRESSED ? this.plain : this.encoded.get(encoding);
  }

  /** Take in what compressing came to; bytes that did not become fewer are sent plain. */
  add({ encoding, bytes }: Compressed): void {
    const isSmaller = bytes.length < this.plain.body.length;
    this.encoded.set(encoding, isSmaller ? this.represent(exactly(bytes), encoding) : this.plain);
  }

  private represent(body: Buffer, encoding: Encoding | undefined): Representation {
    const tag = entityTag(this.hash, encoding);
    const headers = [...this.headers.flat(), 'etag', tag, 'content-length', String(body.length)];
    if (encoding !== undefined) headers.push('content-encoding', encoding);
    return { tag, body, head: createHead(headers) };
  }
}

/** One array for all requests, its last place filled in anew: `writeHead` is done with it when it returns. */
function createHead(headers: readonly string[]): (requestId: string) => string[] {
  const head = [...headers, 'x-request-id', ''];
  const last = head.length - 1;
  return (requestId) => {
    head[last] = requestId;
    return head;
  };
}

function createUnchangedHead(headers: readonly string[]): (tag: string, requestId: string) => string[] {
  const head = [...headers, 'etag', '', 'x-request-id', ''];
  const last = head.length - 1;
  return (tag, requestId) => {
    head[last - 2] = tag;
    head[last] = requestId;
    return head;
  };
}

/** The same bytes in memory of their own: small buffers, and what zlib gives, are parts of larger ones and would keep those alive. */
function exactly(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

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
