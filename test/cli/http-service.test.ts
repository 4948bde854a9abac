import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { configureCompiler } from '../../src/server/compiler.js';
import { openHttpService, type OpenMetrics } from '../../src/server/http-service.js';
import { createLogger } from '../../src/server/logger.js';
import { readConfig } from '../../src/config.js';
import { makeFolders, type Folders } from './parlance-process.js';

function open({ contentDir, dataDir }: Folders, port: number, openMetrics?: OpenMetrics) {
  const config = readConfig({ CONTENT_DIR: contentDir, DATA_DIR: dataDir, PORT: String(port) });
  return openHttpService(config, configureCompiler(config), createLogger('silent'), openMetrics);
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('the single-process service', () => {
  it('serves requests until closed', async () => {
    using folders = makeFolders();
    const service = await open(folders, 0);
    const health = await fetch(`${service.address}/healthz`, { headers: { Connection: 'close' } });
    expect(health.status).toBe(200);
    await service.close();
    await expect(fetch(`${service.address}/healthz`)).rejects.toThrow();
  });

  it('closes what was opened if a later step fails', async () => {
    using folders = makeFolders();
    const port = await freePort();
    const fault = new Error('no figures');
    const opening = open(folders, port, () => {
      throw fault;
    });
    await expect(opening).rejects.toBe(fault);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    const service = await open(folders, port);
    expect((await fetch(`${service.address}/healthz`)).status).toBe(200);
    await service.close();
  });
});
