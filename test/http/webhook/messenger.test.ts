import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { Messenger, testMessage } from '../../../src/http/webhook/messenger.js';
import { ReceiverGuard, isPublicAddress } from '../../../src/http/webhook/receiver-address.js';
import { openReceiver } from '../../support/webhook-receiver.js';

const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const HERE = ['127.0.0.1'];
const messageTo = (url: string) => ({ url, secret: SECRET, id: 'msg_1', body: '{"type":"a","data":{}}' });

describe('a message', () => {
  it('has a signature that the official library verifies, unless altered', async () => {
    await using receiver = await openReceiver();
    const messenger = new Messenger(HERE);
    const receipt = await messenger.send(testMessage({ url: receiver.url, secret: SECRET }));
    messenger.close();
    expect(receipt).toEqual({ isDelivered: true, status: 204, fault: undefined });
    const [{ text, headers } = { text: '', headers: {} }] = receiver.messages;
    const sent = headers as Record<string, string>;
    const webhook = new Webhook(SECRET);
    expect(webhook.verify(text, sent)).toMatchObject({ type: 'webhook.test' });
    expect(() => webhook.verify(text.replace('test', 'best'), sent)).toThrow();
    expect(headers['content-type']).toBe('application/json');
  });

  it('does not follow a redirect to a private address', async () => {
    await using receiver = await openReceiver();
    await using secret = await openReceiver();
    receiver.answer = (_message, res) => void res.writeHead(307, { Location: secret.url }).end();
    const messenger = new Messenger(HERE);
    const receipt = await messenger.send(messageTo(receiver.url));
    messenger.close();
    expect(receipt).toMatchObject({ isDelivered: false, status: 307 });
    expect(receipt.fault).toContain('redirects are not followed');
    expect(secret.connections()).toBe(0);
  });

  it('times out if the receiver never responds', async () => {
    await using receiver = await openReceiver();
    receiver.answer = () => undefined;
    const messenger = new Messenger(HERE, 50);
    const receipt = await messenger.send(messageTo(receiver.url));
    messenger.close();
    expect(receipt).toEqual({ isDelivered: false, status: undefined, fault: 'no response within 0.05 s' });
  });

  it('reads only the beginning of a 10 MB response', async () => {
    await using receiver = await openReceiver();
    let sent = 0;
    const closed = new Promise<void>((resolve) => {
      receiver.answer = (_message, res) => {
        res.on('close', resolve);
        const chunk = Buffer.alloc(64 * 1024);
        res.writeHead(200);
        const write = (): void => {
          while (sent < 10_000_000 && !res.destroyed) {
            sent += chunk.length;
            if (!res.write(chunk)) {
              res.once('drain', write);
              return;
            }
          }
          res.end();
        };
        write();
      };
    });
    const messenger = new Messenger(HERE);
    expect(await messenger.send(messageTo(receiver.url))).toMatchObject({ isDelivered: true, status: 200 });
    await closed;
    messenger.close();
    expect(sent).toBeLessThan(9_000_000);
  });

  it('reports why there is no connection', async () => {
    const receiver = await openReceiver();
    const { url } = receiver;
    await receiver[Symbol.asyncDispose]();
    const messenger = new Messenger(HERE);
    const { fault } = await messenger.send(messageTo(url));
    messenger.close();
    expect(fault).toContain('ECONNREFUSED');
  });

  it('never goes to a private address, even after DNS rebinding', async () => {
    await using receiver = await openReceiver();
    const messenger = new Messenger([]);
    const { port } = new URL(receiver.url);
    const receipt = await messenger.send(messageTo(`https://localhost:${port}/`));
    messenger.close();
    expect(receipt.fault).toBe(
      'localhost has a private address; WEBHOOK_HOSTS names those that may be reached',
    );
    expect(receiver.connections()).toBe(0);
  });
});

describe('a receiver', () => {
  const fault = (url: string, ...allowed: string[]) => new ReceiverGuard(allowed).fault(url);

  it.each([
    ['file:///etc/passwd', 'takes an https URL of at most 2000 characters'],
    ['not an address', 'takes an https URL of at most 2000 characters'],
    ['ftp://bot.example/', 'takes an https URL of at most 2000 characters'],
    [`https://bot.example/${'x'.repeat(2000)}`, 'takes an https URL of at most 2000 characters'],
    ['http://bot.example/', 'takes https; http is allowed only for hosts in WEBHOOK_HOSTS'],
    ['https://user:word@bot.example/', 'takes a URL without user name and password'],
  ])('%s is rejected', (url, expected) => {
    expect(fault(url)).toBe(expected);
  });

  it.each([
    'https://127.0.0.1/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://172.16.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://0.0.0.0/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:8.8.8.8]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[::7f00:1]/',
    'https://[ff02::1]/',
  ])('at %s is private, and rejected unless WEBHOOK_HOSTS names it', (url) => {
    expect(fault(url)).toContain('has a private address');
    expect(fault(url, new URL(url).hostname.replace(/[[\]]/g, ''))).toBeUndefined();
  });

  it.each(['https://bot.example/hook?x=1', 'https://8.8.8.8/', 'https://[2606:4700::1111]/'])(
    '%s is accepted',
    (url) => {
      expect(fault(url)).toBeUndefined();
    },
  );

  it('in the local network is reached over HTTP if WEBHOOK_HOSTS names it', () => {
    expect(fault('http://bot.intern:8080/', 'bot.intern')).toBeUndefined();
    expect(fault('http://other.intern:8080/', 'bot.intern')).toContain('takes https');
  });

  it('has a public address only if every address is public', () => {
    expect(['8.8.8.8', '2606:4700::1111'].every(isPublicAddress)).toBe(true);
    expect(['', 'bot.example', '198.18.0.1', '2001:db8::1'].some(isPublicAddress)).toBe(false);
  });
});
