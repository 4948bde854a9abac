import http from 'node:http';
import type { Sample } from './servers.js';

/** One response as received, without the headers `node:http` adds itself. */
export function sample(
  port: number,
  address: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const asked = http.get({ port, host: '127.0.0.1', path: address, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => {
        const pairs = res.rawHeaders.flatMap((name, index) =>
          index % 2 === 0 && !/^(?:date|connection|keep-alive)$/i.test(name)
            ? [name, res.rawHeaders[index + 1] ?? '']
            : [],
        );
        resolve({ status: res.statusCode ?? 0, headers: pairs, body: Buffer.concat(chunks) });
      });
    });
    asked.on('error', reject);
  });
}
