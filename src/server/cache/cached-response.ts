import type { ContentEncoding, Validators } from '../../http/response/entity-tag.js';
import { LEAST_COMPRESSED, type WholeAnswer } from '../../http/response/send-cacheable.js';

/** Writes header names and values alternating, as `writeHead` takes them; use immediately. */
export type WriteHead = (tag: string, requestId: string) => string[];

/** Omitted from a 304, which has no content. */
const ABOUT_CONTENT = /^content-(?:type|length|encoding)$/i;
/** Set per request, or per encoding. */
const CHANGING: ReadonlySet<string> = new Set(['x-request-id', 'etag', 'content-length']);
/** Approximate memory overhead in bytes of a response and of each body: objects, arrays, map entry. */
const BOOKKEEPING = 1200;

/** A rendered answer, with its bodies as clients have got them so far. */
export class CachedResponse implements Validators {
  readonly hash: string;
  readonly lastModified: Date | undefined;
  /** Whether it is still what the app would answer. */
  readonly isCurrent: () => boolean;
  /** Size in memory, in bytes. */
  size = BOOKKEEPING;
  private readonly isSmall: boolean;
  /** The head of a 304. */
  readonly unchangedHead: WriteHead;
  private readonly headers: readonly string[];
  private readonly bodies = new Map<ContentEncoding, { readonly body: Buffer; readonly head: WriteHead }>();

  constructor({ hash, lastModified, isCurrent = () => true, size, headers }: WholeAnswer) {
    this.hash = hash;
    this.lastModified = lastModified;
    this.isCurrent = isCurrent;
    this.isSmall = size < LEAST_COMPRESSED;
    const lasting = headers.filter(([name]) => !CHANGING.has(name.toLowerCase()));
    this.headers = lasting.flat();
    this.unchangedHead = createHead(lasting.filter(([name]) => !ABOUT_CONTENT.test(name)).flat());
    this.size += this.headers.reduce((sum, text) => sum + text.length, 0);
  }

  /** How a client that prefers this encoding gets it. */
  encodingFor(preferred: ContentEncoding): ContentEncoding {
    return this.isSmall ? 'identity' : preferred;
  }

  /** What is sent in an encoding; undefined while the app has not sent it yet. */
  in(encoding: ContentEncoding): { readonly body: Buffer; readonly head: WriteHead } | undefined {
    return this.bodies.get(encoding);
  }

  /** Store what was sent in an encoding. */
  add(encoding: ContentEncoding, sent: Buffer): void {
    if (this.bodies.has(encoding)) return;
    // A copy: small buffers and zlib's output are views of larger ones and would keep those alive.
    const body = Buffer.allocUnsafeSlow(sent.length);
    sent.copy(body);
    const headers = [...this.headers, 'content-length', String(body.length)];
    if (encoding !== 'identity') headers.push('content-encoding', encoding);
    this.bodies.set(encoding, { body, head: createHead(headers) });
    this.size += body.length + BOOKKEEPING;
  }
}

/** One array for all requests, two elements overwritten: `writeHead` does not keep it. */
function createHead(headers: readonly string[]): WriteHead {
  const head = [...headers, 'etag', '', 'x-request-id', ''];
  const last = head.length - 1;
  return (tag, requestId) => {
    head[last - 2] = tag;
    head[last] = requestId;
    return head;
  };
}
