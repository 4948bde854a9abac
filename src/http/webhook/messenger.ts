import { createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { createReceiverGuard } from './receiver-address.js';

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

/** Sends messages to permitted receivers. */
export interface Messenger {
  /** Why a receiver's URL is not acceptable; undefined if it is, as far as can be told without connecting. */
  readonly fault: (url: string) => string | undefined;
  /** Never throws; gives up after `LONGEST_ANSWER`. */
  readonly send: (message: Message, signal?: AbortSignal) => Promise<Receipt>;
  readonly close: () => void;
}

/** Milliseconds a receiver may take to respond. */
const LONGEST_ANSWER = 10_000;
/** Bytes of a response that are read so that the connection can be reused; longer ones are cut off. */
const LARGEST_ANSWER = 4096;

/**
 * @param allowedHosts - WEBHOOK_HOSTS.
 * @param longestAnswer - Milliseconds.
 */
export function createMessenger(allowedHosts: readonly string[], longestAnswer = LONGEST_ANSWER): Messenger {
  const guard = createReceiverGuard(allowedHosts);
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxFreeSockets: 8 }),
    'https:': new https.Agent({ keepAlive: true, maxFreeSockets: 8 }),
  };
  const send = async (message: Message, signal?: AbortSignal): Promise<Receipt> => {
    const fault = guard.fault(message.url);
    if (fault !== undefined) return { isDelivered: false, status: undefined, fault };
    const limit = AbortSignal.timeout(longestAnswer);
    const stop = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    const url = new URL(message.url);
    const isSecure = url.protocol === 'https:';
    try {
      const status = await new Promise<number>((resolve, reject) => {
        const request = (isSecure ? https : http).request(url, {
          method: 'POST',
          agent: agents[isSecure ? 'https:' : 'http:'],
          lookup: guard.lookup,
          signal: stop,
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
      return receiptOf(status);
    } catch (error) {
      const reason = limit.aborted ? `no response within ${longestAnswer / 1000} s` : reasonOf(error);
      return { isDelivered: false, status: undefined, fault: reason };
    }
  };
  return {
    fault: guard.fault,
    send,
    close: () => Object.values(agents).forEach((agent) => agent.destroy()),
  };
}

/** An empty message to test a subscription. */
export function testMessage(target: Pick<Message, 'url' | 'secret'>): Message {
  const body = JSON.stringify({ type: 'webhook.test', timestamp: new Date().toISOString(), data: {} });
  return { ...target, id: `msg_${randomUUID()}`, body };
}

function receiptOf(status: number): Receipt {
  const isDelivered = status >= 200 && status < 300;
  const isRedirect = status >= 300 && status < 400;
  const fault = isRedirect ? `status ${status}; redirects are not followed` : `status ${status}`;
  return { isDelivered, status, fault: isDelivered ? undefined : fault };
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
