import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { PACKAGE_ROOT } from './package-root.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** An application of another origin that embeds the panel: a folder of `examples/`, served under another host name and port. */
export interface HostPage {
  readonly origin: string;
  /** URL of Parlance; set once it has started. */
  siteUrl: string;
  readonly close: () => void;
}

/** @param folder - Below `examples/`; `/` serves `index`. @param change - Modifies a file's text. */
export async function openHostPage(
  folder: string,
  index = 'index.html',
  change: (text: string) => string = (text) => text,
): Promise<HostPage> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host: HostPage = {
    // For a browser, and its cookies, a different site than 127.0.0.1.
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    siteUrl: '',
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  server.on('request', (req, res) => {
    const name = req.url === '/' ? index : (req.url ?? '').slice(1).split('?', 1)[0]!;
    if (name === 'favicon.ico') {
      res.writeHead(204).end();
      return;
    }
    const text = readFileSync(path.join(PACKAGE_ROOT, 'examples', folder, name), 'utf8');
    res.setHeader('Content-Type', TYPES[path.extname(name)] ?? 'text/plain');
    res.end(change(text.replaceAll('http://127.0.0.1:8080', host.siteUrl)));
  });
  return host;
}
