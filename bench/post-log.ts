import { once } from 'node:events';
import { createServer } from 'node:http';
import { buildApp } from '../test/support/build-app.js';

/** A service in this process that accepts logs. */
export interface LogPost extends AsyncDisposable {
  /** Send a log, as JSON or as a file in a form, and read the whole response. */
  readonly send: (log: string, shape: 'json' | 'form') => Promise<void>;
}

/** Start the app with the repository's own content. */
export async function startLogPost(): Promise<LogPost> {
  const site = await buildApp({ contentDir: 'content' });
  const server = createServer(site.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${bound.port}/api/v1/articles/KA-05406/walk`;
  return {
    send: async (log, shape) => {
      const answer = await fetch(url, { method: 'POST', ...(shape === 'json' ? json(log) : form(log)) });
      await answer.text();
      // A log without a failure (422) is read just as completely.
      if (answer.status !== 200 && answer.status !== 422) throw new Error(`answered ${answer.status}`);
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await site.close();
    },
  };
}

function json(logs: string): RequestInit {
  return {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ locale: 'de', answers: { logs } }),
  };
}

function form(log: string): RequestInit {
  const body = new FormData();
  body.set('locale', 'de');
  body.set('logs', new Blob([log]), 'wfserver.log');
  return { body };
}
