import { entityTag, type Encoding, type Validators } from '../../http/response/entity-tag.js';
import { LEAST_COMPRESSED, type Compressed, type WholeAnswer } from '../../http/response/send-cacheable.js';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** One representation of a response, ready to send. */
export interface Representation {
  readonly tag: string;
  readonly body: Buffer;
  /** Header names and values alternating, as `writeHead` takes them; use immediately. */
  readonly head: (requestId: string) => string[];
}

/** Omitted from a 304, which has no content. */
const ABOUT_CONTENT = /^content-(?:type|length|encoding)$/i;
/** Set per request, or per encoding. */
const CHANGING: ReadonlySet<string> = new Set(['x-request-id', 'etag', 'content-length']);
/** Approximate memory overhead of a response in bytes: objects, arrays, map entry. */
const BOOKKEEPING = 1200;

/** A rendered answer as bytes: plain, compressed as the first client got it, and as small as can be once another asked for it. */
export class CachedResponse implements Validators {
  readonly hash: string;
  readonly lastModified: Date | undefined;
  readonly plain: Representation;
  /** Headers of a 304; use immediately. */
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

  /** Size in memory, in bytes. */
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

  /** Store a compressed body; one that is not smaller is sent plain. */
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

/** One array for all requests, its last element overwritten: `writeHead` does not keep it. */
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

/** A copy: small buffers and zlib's output are views of larger ones and would keep those alive. */
function exactly(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

/** Longest queue of bodies; beyond it, a response is sent plain and may be queued next time. */
const MOST_WAITING = 200;
/** Nearly as small as the highest level, in a tenth of the time. */
const BROTLI_QUALITY = 9;

/** Compresses bodies one at a time, off the event loop: zlib shares its threads with file access. */
export class Compressor {
  private readonly waiting: (() => Promise<void>)[] = [];
  private running: Promise<void> | undefined;

  /** @param compress - Replaceable in tests. */
  constructor(private readonly compress = compressBody) {}

  /**
   * Queue a body for compression; dropped when the queue is full or compression fails.
   *
   * @returns Whether it was queued.
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

  /** Wait until the queue is empty. */
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
