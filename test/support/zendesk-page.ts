import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { HostPage } from './host-page.js';
import { PACKAGE_ROOT } from './package-root.js';

const APP = path.join(PACKAGE_ROOT, 'examples/zendesk-app/assets');
const SDK = /https:\/\/static\.zdassets\.com\/\S+?\.js/;

/** A ticket's data, by the paths of ZAF's `get`. */
type Ticket = Readonly<Record<string, string | number>>;

/**
 * A mock of Zendesk's client with the methods this app uses: `get`, `invoke`, `request`, `metadata`, `on`.
 *
 * The app's actions on the ticket are recorded in `zaf`.
 *
 * @see https://developer.zendesk.com/api-reference/apps/apps-core-api/client_api/
 */
function sdk(ticket: Ticket, site: string): string {
  return `
window.zaf = { replies: [], resized: [], handlers: {}, ticket: ${JSON.stringify(ticket)} };
window.ZAFClient = { init: () => ({
  metadata: async () => ({ settings: { site: ${JSON.stringify(`${site}/`)} } }),
  context: async () => ({ ticketId: window.zaf.ticket['ticket.id'] }),
  get: async (paths) => {
    if (!Array.isArray(paths)) throw new Error('get takes a list of paths here');
    const unknown = paths.find((path) => !(path in window.zaf.ticket));
    if (unknown !== undefined) throw new Error('no such path: ' + unknown);
    return { errors: {}, ...Object.fromEntries(paths.map((path) => [path, window.zaf.ticket[path]])) };
  },
  invoke: async (name, given) => {
    if (name === 'ticket.comment.appendHtml') window.zaf.replies.push(given);
    else if (name === 'resize') window.zaf.resized.push(given);
    else throw new Error('no such call: ' + name);
  },
  on: (name, call) => { window.zaf.handlers[name] = call; },
  request: async (options) => {
    const answer = await fetch('/proxy', { method: 'POST', body: JSON.stringify(options) });
    const body = await answer.json();
    if (!answer.ok) throw Object.assign(new Error('request failed'), { status: answer.status, responseJSON: body });
    return body;
  },
}) };`;
}

/** A mock of Zendesk's sidebar, with a proxy that alone knows the key. */
export interface ZendeskPage extends HostPage {
  /** The key in the app's settings; never sent to the browser. */
  key: string;
}

/** Serve `examples/zendesk-app` like Zendesk: its page, a mock of the SDK, and the proxy of `client.request`. */
export async function openZendeskPage(ticket: Ticket): Promise<ZendeskPage> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const page: ZendeskPage = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    siteUrl: '',
    key: '',
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const pass = async (sent: string): Promise<[number, string]> => {
    const options = JSON.parse(sent) as Record<'url' | 'type', string> & {
      data?: string;
      secure: boolean;
      headers: Record<string, string>;
      contentType: string;
    };
    if (!options.secure) throw new Error('a placeholder is filled in by secure requests only');
    const filled = Object.entries(options.headers).map(([name, value]): [string, string] => [
      name,
      value.replace('{{setting.key}}', page.key),
    ]);
    const answer = await fetch(options.url, {
      method: options.type,
      headers: { ...Object.fromEntries(filled), 'Content-Type': options.contentType },
      ...(options.data === undefined ? {} : { body: options.data }),
    });
    return [answer.status, await answer.text()];
  };
  const read = (name: string): string => readFileSync(path.join(APP, name), 'utf8');
  server.on('request', (req, res) => {
    const name = (req.url ?? '/').slice(1).split('?', 1)[0] ?? '';
    if (name === 'proxy') {
      let sent = '';
      req.on('data', (chunk: Buffer) => (sent += chunk.toString()));
      req.on('end', () => {
        pass(sent).then(
          ([status, body]) => res.writeHead(status, { 'Content-Type': 'application/json' }).end(body),
          (error: unknown) => res.writeHead(500).end(JSON.stringify(String(error))),
        );
      });
    } else if (name === '')
      res.setHeader('Content-Type', 'text/html').end(read('iframe.html').replace(SDK, 'sdk.js'));
    else if (name === 'sdk.js')
      res.setHeader('Content-Type', 'text/javascript').end(sdk(ticket, page.siteUrl));
    else if (name === 'app.js') res.setHeader('Content-Type', 'text/javascript').end(read('app.js'));
    else if (name === 'iframe.css') res.setHeader('Content-Type', 'text/css').end(read('iframe.css'));
    else res.writeHead(204).end();
  });
  return page;
}
