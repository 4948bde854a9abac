import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeWriterKey } from '../test/support/link-writer.js';
import { startNginx } from '../test/support/nginx.js';
import { startPostgres } from '../test/support/postgres-cluster.js';
import { startOpenSearchNodes } from '../test/support/opensearch-node.js';
import { createLedger } from '../src/ledger/ledger.js';
import { listContent, makeContent } from './make-content.js';
import { pause } from './service.js';

/**
 * Run three nodes behind nginx that serve releases, with a ledger in PostgreSQL and three OpenSearch nodes, under mixed load while things go
 * wrong: five releases are made, a node and an OpenSearch node are killed, PostgreSQL is stopped, a corrupt release is offered.
 *
 * Prints failed reads, responses that mix revisions, lost writes, and rejected releases with their log lines; fails on any of the first three.
 * Also prints how long a release takes to reach all nodes, and how many searches were answered without the cluster.
 *
 * usage: npm run cluster -- [--minutes 10] [--articles 400] [--readers 6] [--opensearch 3]; `--opensearch 0`: embedded search only
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    articles: { type: 'string', default: '400' },
    readers: { type: 'string', default: '6' },
    opensearch: { type: 'string', default: '3' },
  },
});
const MINUTES = Number(values.minutes);
const READERS = Number(values.readers);
const WRITERS = 2;
const folder = mkdtempSync(path.join(tmpdir(), 'parlance-cluster-'));
const [content, out] = [path.join(folder, 'content'), path.join(folder, 'out')];
const say = (text: string): void =>
  void process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0)} s: ${text}\n`);
const began = performance.now();

// The article that states in every part which release it belongs to.
const MARKED = 'KA-99001';
function mark(release: number): void {
  const word = `R${release}R`;
  const steps = Array.from({ length: 10 }, (_, step) => `${step + 1}. Press ${word} once more`);
  writeFileSync(
    path.join(content, 'en', `${MARKED}.md`),
    `---\narticle-number: ${MARKED}\ntitle: Beacon ${word}\nversion: "${release}.0"\n---\n\n## Resolution\n\n${steps.join('\n')}\n`,
  );
}

async function run(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, ['bin/parlance.js', ...args], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args.join(' ')} exited with ${String(code)}`);
  return said.trim();
}
const release = async (number: number): Promise<void> => {
  mark(number);
  const started = performance.now();
  const said = await run(['release', '--out', out], {
    CONTENT_DIR: content,
    DATA_DIR: path.join(folder, 'maker'),
  });
  released = { number, at: performance.now() };
  say(
    `release ${number} after ${((released.at - started) / 1000).toFixed(1)} s: ${said.split('\n').at(-1) ?? ''}`,
  );
};
let released = { number: 0, at: 0 };

/** A node and its output. */
interface Node {
  child: ChildProcess;
  url: string;
  said: string;
}
async function startNode(place: number, databaseUrl: string, port = 0): Promise<Node> {
  const searchUrl = cluster[place % cluster.length]?.url;
  const child = spawn(process.execPath, ['bin/parlance.js', 'serve'], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: path.join(folder, `node-${place}`),
      RELEASE_URL: out,
      RELEASE_INTERVAL: '1',
      DATABASE_URL: databaseUrl,
      RATE_LIMIT: '0',
      ...(searchUrl !== undefined && { SEARCH_URL: searchUrl }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const node: Node = { child, url: '', said: '' };
  child.stderr.resume();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    // Request lines are not needed.
    const lines = text.split('\n').filter((line) => line.includes('release') && line.length < 5000);
    node.said += lines.map((line) => `${line}\n`).join('');
    node.url ||= /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
  });
  process.once('exit', () => child.kill('SIGKILL'));
  while (node.url === '' || !(await isReady(node.url))) {
    if (child.exitCode !== null) throw new Error(`node ${place} exited: ${node.said}`);
    await pause(50);
  }
  return node;
}
const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

makeContent(content, Number(values.articles));
mkdirSync(path.join(content, 'walks'), { recursive: true });
cpSync('content/walks', path.join(content, 'walks'), { recursive: true });
cpSync('content/en', path.join(content, 'en'), { recursive: true });
await release(0);
const postgres = await startPostgres();
const database = postgres.createDatabase();
const cluster = await startOpenSearchNodes(Number(values.opensearch), '400m');
const nodes = await Promise.all([0, 1, 2].map((place) => startNode(place, database)));
const token = await makeWriterKey({ url: database });
const proxy = await startNginx(nodes.map(({ url }) => url));
say(
  `three nodes serve behind nginx; ${cluster.length === 0 ? 'search is embedded' : `${cluster.length} OpenSearch nodes`}`,
);

const pages = listContent(content).map(({ page }) => page);
const found = {
  reads: 0,
  failed: [] as string[],
  mixed: [] as string[],
  acknowledged: [] as string[],
  refusedWrites: 0,
  searches: 0,
  degraded: 0,
};
let isOver = false;

async function read(target: string): Promise<void> {
  found.reads += 1;
  try {
    const answer = await fetch(proxy.url + target, { signal: AbortSignal.timeout(20_000) });
    const body = await answer.text();
    if (answer.status >= 400) found.failed.push(`${target}: ${answer.status} ${body.slice(0, 120)}`);
    const marks = new Set(answer.ok && target.includes(MARKED) ? (body.match(/R\d+R/g) ?? ['none']) : []);
    if (marks.size > 1 || marks.has('none')) found.mixed.push(`${target}: ${[...marks].join(' ')}`);
  } catch (error) {
    found.failed.push(`${target}: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
async function reader(seed: number): Promise<void> {
  let cursor = '';
  for (let turn = seed; !isOver; turn += 7) {
    await read(pages[turn % pages.length] ?? '/');
    await read(`/en/articles/${MARKED}`);
    await read(`/api/v1/articles/${MARKED}?locale=en&include=passages`);
    await read(`/en/articles/${MARKED}/walk`);
    await read(`/en/search?q=beacon+${turn % 9}`);
    const list = await fetch(`${proxy.url}/api/v1/search?q=beacon&locale=en&limit=1${cursor}`).catch(
      () => undefined,
    );
    if (list?.ok !== true) found.failed.push(`search page${cursor}: ${list?.status ?? 'no answer'}`);
    const { next, degraded } =
      list?.ok === true ? ((await list.json()) as { next?: string | null; degraded?: boolean }) : {};
    found.searches += 1;
    if (degraded === true) found.degraded += 1;
    cursor = typeof next === 'string' ? `&cursor=${encodeURIComponent(next)}` : '';
    found.reads += 1;
  }
}
async function writer(seed: number): Promise<void> {
  for (let ticket = 0; !isOver; ticket++) {
    const name = `${seed}-${ticket}`;
    const answer = await fetch(`${proxy.url}/api/v1/articles/${MARKED}/links/zendesk/${name}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ locale: 'en' }),
      signal: AbortSignal.timeout(20_000),
    }).catch(() => undefined);
    if (answer?.ok === true) found.acknowledged.push(name);
    else found.refusedWrites += 1;
    await pause(100);
  }
}
/** Seconds until every node serves the new release. */
async function followed(number: number): Promise<void> {
  const isServed = async ({ url }: Node): Promise<boolean> =>
    (await (await fetch(`${url}/api/v1/articles/${MARKED}?locale=en`)).text()).includes(`R${number}R`);
  while (!(await Promise.all(nodes.map(isServed))).every(Boolean)) await pause(50);
  say(`release ${number} at all nodes after ${((performance.now() - released.at) / 1000).toFixed(1)} s`);
}

async function happen(): Promise<void> {
  const slot = (MINUTES * 60_000) / 10;
  const at = async (number: number): Promise<void> =>
    pause(Math.max(0, number * slot - (performance.now() - loadBegan)));
  for (const number of [1, 2]) {
    await at(number);
    await release(number);
    await followed(number);
  }
  await at(3);
  const victim = nodes[1];
  if (victim === undefined) return;
  victim.child.kill('SIGKILL');
  say('a node is killed');
  await pause(5000);
  nodes[1] = await startNode(1, database, Number(new URL(victim.url).port));
  say('it is back');
  await at(4);
  await release(3);
  await followed(3);
  await at(5);
  const [lostSearch] = cluster;
  await lostSearch?.kill();
  if (lostSearch !== undefined) {
    say('an OpenSearch node is killed');
    await pause(20_000);
    await lostSearch.start();
    say('it is back');
  }
  await at(6);
  await postgres.stop();
  say('PostgreSQL is stopped');
  await pause(30_000);
  await postgres.start();
  say('PostgreSQL is back');
  await at(7);
  const manifest = path.join(out, 'manifest.json');
  const good = readFileSync(manifest, 'utf8');
  writeFileSync(manifest, good.replace(/"sha256": "\w{8}/, '"sha256": "00000000'));
  say('a corrupt release is offered');
  while (!nodes.every(({ said }) => said.includes('release rejected'))) await pause(100);
  say('every node refused it');
  writeFileSync(manifest, good);
  for (const number of [4, 5]) {
    await at(number + 4);
    await release(number);
    await followed(number);
  }
  await at(10);
}

const loadBegan = performance.now();
const load = Promise.all([
  ...Array.from({ length: READERS }, (_, seed) => reader(seed)),
  ...Array.from({ length: WRITERS }, (_, seed) => writer(seed)),
]);
await happen();
isOver = true;
await load;
const ledger = createLedger({ place: { url: database } });
const kept = new Set<string>();
let after: number | undefined;
do {
  const page = await ledger.links.ofArticle(MARKED, { limit: 500, after });
  for (const { ticket } of page.items) kept.add(ticket);
  after = page.next;
} while (after !== undefined);
await ledger.close();
const lost = found.acknowledged.filter((ticket) => !kept.has(ticket));
const refusals = nodes.flatMap(({ said }) =>
  said.split('\n').filter((line) => line.includes('release rejected')),
);
for (const { child } of nodes) child.kill('SIGTERM');
for (const { child } of nodes) if (child.exitCode === null) await once(child, 'exit');
await proxy[Symbol.asyncDispose]();
await Promise.all(cluster.map((node) => node.remove()));
await postgres.remove();
rmSync(folder, { recursive: true, force: true });
const examples = [...found.failed.slice(0, 5), ...found.mixed.slice(0, 5)]
  .map((line) => `  ${line}\n`)
  .join('');
process.stdout.write(
  `reads ${found.reads}, failed ${found.failed.length}; mixed revisions ${found.mixed.length}; ` +
    `writes acknowledged ${found.acknowledged.length}, told to try again ${found.refusedWrites}, lost ${lost.length}; ` +
    `refusals logged ${refusals.length}; searches ${found.searches}, without the cluster ${found.degraded}\n${examples}  ${refusals[0] ?? ''}\n`,
);
process.exitCode = found.failed.length + found.mixed.length + lost.length === 0 ? 0 : 1;
