import { createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { ReceiverGuard } from './receiver-address.js';

/** A message ready to send. */
export interface Message {
  readonly url: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  /** The same for every attempt. */
  readonly id: string;
  readonly body: string;
}

/** Result of sending a message; `status` is undefined without a response. */
export interface Receipt {
  readonly isDelivered: boolean;
  readonly status: number | undefined;
  /** What went wrong, in words. */
  readonly fault: string | undefined;
}

/** Milliseconds a receiver may take to respond. */
const LONGEST_ANSWER = 10_000;
/** Bytes of a response that are read so that the connection can be reused; longer ones are cut off. */
const LARGEST_ANSWER = 4096;

/** Sends messages to permitted receivers. */
export class Messenger {
  private readonly guard: ReceiverGuard;
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true, maxFreeSockets: 8 }),
    'https:': new https.Agent({ keepAlive: true, maxFreeSockets: 8 }),
  };

  /**
   * @param allowedHosts - WEBHOOK_HOSTS.
   * @param longestAnswer - Milliseconds.
   */
  constructor(
    allowedHosts: readonly string[],
    private readonly longestAnswer = LONGEST_ANSWER,
  ) {
    this.guard = new ReceiverGuard(allowedHosts);
  }

  /** Why a receiver's URL is not acceptable; undefined if it is, as far as can be told without connecting. */
  fault(url: string): string | undefined {
    return this.guard.fault(url);
  }

  /** Never throws; gives up after `longestAnswer`. */
  async send(message: Message, signal?: AbortSignal): Promise<Receipt> {
    const refused = this.fault(message.url);
    if (refused !== undefined) return { isDelivered: false, status: undefined, fault: refused };
    const limit = AbortSignal.timeout(this.longestAnswer);
    const stop = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    try {
      const status = await this.post(message, stop);
      const isDelivered = status >= 200 && status < 300;
      const isRedirect = status >= 300 && status < 400;
      const fault = isRedirect ? `status ${status}; redirects are not followed` : `status ${status}`;
      return { isDelivered, status, fault: isDelivered ? undefined : fault };
    } catch (error) {
      const fault = limit.aborted ? `no response within ${this.longestAnswer / 1000} s` : reasonOf(error);
      return { isDelivered: false, status: undefined, fault };
    }
  }

  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  /** @returns The status. */
  private post(message: Message, signal: AbortSignal): Promise<number> {
    const url = new URL(message.url);
    const isSecure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const request = (isSecure ? https : http).request(url, {
        method: 'POST',
        agent: this.agents[isSecure ? 'https:' : 'http:'],
        lookup: this.guard.lookup,
        signal,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(message.body),
          'User-Agent': 'Parlance',
          ...signatureHeaders(message, Math.floor(Date.now() / 1000)),
        },
      });
      request.on('error', reject);
      request.on('response', (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > LARGEST_ANSWER) answer.destroy();
        });
        // Only the status matters.
        answer.on('error', () => undefined);
        resolve(answer.statusCode ?? 0);
      });
      request.end(message.body);
    });
  }
}

/** An empty message to test a subscription. */
export function testMessage(target: Pick<Message, 'url' | 'secret'>): Message {
  const body = JSON.stringify({ type: 'webhook.test', timestamp: new Date().toISOString(), data: {} });
  return { ...target, id: `msg_${randomUUID()}`, body };
}

/** @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
function signatureHeaders(
  { id, secret, body }: Message,
  timestamp: number,
): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error && error.message !== '' ? error.message : 'no connection';
}
