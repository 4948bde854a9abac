import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';
import { listen } from '../support/listen.js';

const SUITE = fileURLToPath(
  new URL('../../node_modules/@modelcontextprotocol/conformance/dist/index.js', import.meta.url),
);
/** The suite's other scenarios want a server with its own tools, prompts and resources, or sessions. */
const SCENARIOS = [
  'server-initialize',
  'ping',
  'tools-list',
  'resources-list',
  'prompts-list',
  'dns-rebinding-protection',
];

let site: TestApp;
let service: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'en' });
  service = await listen(site.app);
});

afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await site.close();
});

describe('the conformance suite of the protocol', () => {
  it.each(SCENARIOS)('%s passes', { timeout: 60_000 }, async (scenario) => {
    const given = [SUITE, 'server', '--url', `${service.url}/mcp`, '--scenario', scenario];
    const { stdout } = await promisify(execFile)(process.execPath, given);
    expect(stdout).toMatch(/Passed: (\d+)\/\1, 0 failed, 0 warnings/);
  });
});
