import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createLedger, ledgerFile } from '../src/ledger/ledger.js';
import { articleFile } from '../test/support/compile.js';
import { ContentWorld, WORLD_STEPS } from '../test/support/content-world.js';
import { differences, Mirror, readSite, type AskApi, type Copy } from '../test/support/mirror.js';
import { startPostgres } from '../test/support/postgres-cluster.js';
import { openReceiver } from '../test/support/webhook-receiver.js';
import { pause, startParlance, stop, type Running } from './http/servers.js';

/**
 * Maintain two copies of a site under stress: one by the change feed alone, one by webhooks whose receiver often fails.
 *
 * Files are edited, renamed, deleted and hidden, folders swapped; the service is stopped and killed; its library is damaged, deleted, or
 * replaced by another version's. Whenever the site is at rest, the copies must equal it, and at the end also the files.
 *
 * usage: npm run mirror -- [--steps 500] [--seed 1] [--postgres] [--workers 1]
 */
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    postgres: { type: 'boolean', default: false },
  },
});
const STEPS = Number(values.steps);
/** Steps between two comparisons of the copies, and of the copy made by webhooks. */
const [LOOK_EVERY, LOOK_AT_HOOKS_EVERY] = [3, 30];
/** Milliseconds within which a copy must catch up. */
const PATIENCE = 20_000;
const HOOK_PATIENCE = 240_000;
/** Share of attempts at which the receiver fails: before acting on a message, after it, or by closing the connection. */
const FAILS = 0.3;
/** Attempts after which it accepts a message, to avoid the long delays of later retries. */
const MOST_FAILURES = 4;

let state = Number(values.seed);
/** A seeded random source (mulberry32). */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const upTo = (end: number): number => Math.floor(random() * end);

const folder = mkdtempSync(path.join(tmpdir(), 'parlance-mirror-'));
const [contentDir, dataDir] = [path.join(folder, 'content'), path.join(folder, 'data')];
const world = new ContentWorld(contentDir);
for (let pick = 0; pick < 30; pick++) world.do('add', pick * 17);
mkdirSync(path.join(contentDir, 'fr'));
const sentinel = (step: number): void =>
  writeFileSync(
    path.join(contentDir, 'fr/KA-99999.md'),
    articleFile('text', { 'article-number': 'KA-99999', title: `Step ${step}` }),
  );
sentinel(0);

const cluster = values.postgres ? await startPostgres() : undefined;
const url = cluster?.createDatabase();
const settings = {
  RATE_LIMIT: '0',
  RESPONSE_CACHE: '0',
  LOG_LEVEL: 'warn',
  WEBHOOK_HOSTS: '127.0.0.1',
  WORKERS: values.workers,
  ...(url !== undefined && { DATABASE_URL: url }),
};
let service: Running = await startParlance(folder, contentDir, settings);

/** Query the service; retries while it is down or building its library. */
const askOf =
  (port: () => number): AskApi =>
  async (address) => {
    for (let tries = 0; ; tries++) {
      try {
        const answer = await fetch(`http://127.0.0.1:${port()}/api/v1${address}`);
        const body: unknown = await answer.json();
        if (answer.status !== 503) return { status: answer.status, body };
      } catch (error) {
        if (tries > 600) throw error;
      }
      await pause(50);
    }
  };
const ask = askOf(() => service.port);

const counts: Record<string, number> = {};
const count = (what: string): void => void (counts[what] = (counts[what] ?? 0) + 1);
const byFeed = new Mirror(ask);
const byWebhooks = new Mirror(ask);
const receiver = await openReceiver();
const seen = new Set<string>();
const failures = new Map<string, number>();
receiver.answer = ({ body, headers }, res) => {
  count('messages');
  const id = String(headers['webhook-id']);
  if (seen.has(id)) count('messages twice');
  const failed = failures.get(id) ?? 0;
  const isFailing = failed < MOST_FAILURES && Math.random() < FAILS;
  if (isFailing) {
    count('failures of the receiver');
    failures.set(id, failed + 1);
  }
  const how = Math.random();
  const act = async (): Promise<void> => {
    if (body.type === 'changes.restarted') {
      byWebhooks.forget();
      await byWebhooks.follow();
    } else await byWebhooks.apply(body.data as unknown as Parameters<Mirror['apply']>[0]);
  };
  if (isFailing && how < 0.4) {
    res.writeHead(500).end();
    return;
  }
  if (isFailing && how < 0.7) {
    res.destroy();
    return;
  }
  act().then(
    () => {
      if (isFailing) res.writeHead(503).end();
      else {
        seen.add(id);
        res.writeHead(204).end();
      }
    },
    (error: unknown) => {
      process.stderr.write(`could not process ${body.type}: ${String(error)}\n`);
      res.writeHead(500).end();
    },
  );
};
const ledger = createLedger({ place: url === undefined ? { file: ledgerFile(dataDir) } : { url } });
await ledger.webhooks.add(receiver.url, ['article.changed']);
await byWebhooks.follow();

async function restart(signal: 'SIGTERM' | 'SIGKILL', between: () => void = () => undefined): Promise<void> {
  if (signal === 'SIGTERM') await stop(service);
  else {
    const ended = new Promise((resolve) => service.child.once('exit', resolve));
    service.child.kill(signal);
    await ended;
    // Workers of a killed process exit by themselves.
    if (Number(values.workers) > 1) await pause(500);
  }
  between();
  service = await startParlance(folder, contentDir, settings);
}

function libraryFiles(): string[] {
  return readdirSync(dataDir).filter((name) => name.startsWith('library'));
}

/** Disturb the service. */
async function trouble(): Promise<void> {
  const roll = random();
  if (roll < 0.05) await restart('SIGTERM').then(() => count('stops'));
  else if (roll < 0.11) {
    await pause(upTo(120));
    await restart('SIGKILL');
    count('kills');
  } else if (roll < 0.13) {
    // A library left by another version: its change log is continued.
    await restart('SIGTERM', () => {
      for (const name of libraryFiles())
        renameSync(
          path.join(dataDir, name),
          path.join(dataDir, name.replace(/^library[^.]*/, 'library-former')),
        );
    });
    count('rebuilds with the log');
  } else if (roll < 0.135) {
    await restart('SIGKILL', () => libraryFiles().forEach((name) => rmSync(path.join(dataDir, name))));
    count('rebuilds without it');
  }
}

/** Wait until two copies are equal. @returns The remaining differences. */
async function settle(
  copy: () => Promise<Copy>,
  patience: number,
  ofSite: () => Promise<Copy>,
): Promise<string[]> {
  const end = performance.now() + patience;
  for (;;) {
    const found = differences(await copy(), await ofSite());
    if (found.length === 0 || performance.now() > end) return found;
    await pause(50);
  }
}

/** The site, once it shows the last write. */
async function quiet(step: number): Promise<void> {
  sentinel(step);
  for (;;) {
    const { body } = await ask('/articles/KA-99999?locale=fr');
    if ((body as { title?: string }).title === `Step ${step}`) return;
    await pause(20);
  }
}

const faults: string[] = [];
const started = performance.now();
for (let step = 1; step <= STEPS; step++) {
  const happening = WORLD_STEPS[upTo(WORLD_STEPS.length)] ?? 'edit';
  world.do(happening, upTo(1000));
  if (step % 50 === 0) process.stderr.write(`step ${step}, ${Math.round(performance.now() / 1000)} s\n`);
  await trouble();
  if (step % LOOK_EVERY !== 0 && step !== STEPS) continue;
  await quiet(step);
  count('quiet moments');
  const ofFeed = await settle(
    async () => {
      await byFeed.follow();
      return byFeed.articles;
    },
    PATIENCE,
    () => readSite(ask),
  );
  if (ofFeed.length > 0) faults.push(`step ${step}: by the feed, ${ofFeed.join(', ')}`);
  if (step % LOOK_AT_HOOKS_EVERY !== 0 && step !== STEPS) continue;
  count('quiet moments of webhooks');
  const ofHooks = await settle(
    () => Promise.resolve(byWebhooks.articles),
    HOOK_PATIENCE,
    () => readSite(ask),
  );
  if (ofHooks.length > 0) faults.push(`step ${step}: by webhooks, ${ofHooks.join(', ')}`);
}

// The files as read by a service that starts from scratch.
const fresh = mkdtempSync(path.join(tmpdir(), 'parlance-mirror-'));
cpSync(contentDir, path.join(fresh, 'content'), { recursive: true });
const other = await startParlance(fresh, path.join(fresh, 'content'), { RATE_LIMIT: '0' });
const ofFiles = await settle(
  () => Promise.resolve(byFeed.articles),
  PATIENCE,
  () => readSite(askOf(() => other.port)),
);
if (ofFiles.length > 0) faults.push(`beside the files: ${ofFiles.join(', ')}`);
// A copy may be right before the last message was answered 2xx: the receiver acts on it, then fails. It comes again.
const end = performance.now() + HOOK_PATIENCE;
let [webhook] = await ledger.webhooks.list();
while ((webhook?.pending ?? 0) > 0 && performance.now() < end) {
  await pause(200);
  [webhook] = await ledger.webhooks.list();
}
const waiting = webhook?.pending ?? 0;
if (waiting > 0) faults.push(`${waiting} messages were never delivered`);
await stop(other);
await stop(service);
await ledger.close();
await receiver[Symbol.asyncDispose]();
await cluster?.remove();
for (const one of [folder, fresh]) rmSync(one, { recursive: true });

const seconds = Math.round((performance.now() - started) / 1000);
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(
  `${STEPS} steps, seed ${values.seed}, ${values.postgres ? 'PostgreSQL' : 'SQLite'}, ${values.workers} workers, ${seconds} s: ${faults.length} differences, ${byFeed.articles.size} translations, ${waiting} messages left; ${Object.entries(
    counts,
  )
    .map(([what, number]) => `${number} ${what}`)
    .join(', ')}\n`,
);
process.exitCode = faults.length === 0 && webhook?.disabledAt === undefined ? 0 : 1;
