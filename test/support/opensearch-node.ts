/**
 * An OpenSearch node for tests and benchmarks, put together from Maven Central: `npm run test:opensearch` starts one before its tests.
 *
 * Needs Java, Maven and unzip. `OPENSEARCH_VERSION` takes another version (3 needs Java 21); `JAVA_HOME` says with which Java.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const VERSION = process.env['OPENSEARCH_VERSION'] ?? '2.19.6';
/** Milliseconds a node gets to come up. */
const PATIENCE = 300_000;
/** OpenSearch refuses to run as root. */
const NOBODY = 65_534;

/** A node on a free port of 127.0.0.1, its data in a temporary folder. */
export interface OpenSearchNode {
  readonly url: string;
  /** Stop and go on, as a node does that is busy collecting garbage. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** End it, and leave nothing behind. */
  readonly remove: () => Promise<void>;
}

/** @throws Error with what the command said. */
function run(command: string, ...args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `${stdout}${stderr}`}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The folder of the Java that is set, or found on the PATH. */
function findJava(): string {
  const set = process.env['JAVA_HOME'];
  if (set !== undefined && set !== '') return set;
  const { stderr } = spawnSync('java', ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  const home = /^\s*java\.home = (.+)$/m.exec(stderr)?.[1];
  if (home === undefined) throw new Error('no Java on the PATH, and JAVA_HOME is not set');
  return home;
}

/** Unpack the distribution into a folder. */
function unpack(folder: string): void {
  const artifact = 'org.opensearch.distribution.integ-test-zip';
  const repository = process.env['MAVEN_REPO'] ?? path.join(homedir(), '.m2/repository');
  const zip = path.join(repository, ...artifact.split('.').slice(0, 3), 'integ-test-zip', 'opensearch');
  const file = path.join(zip, VERSION, `opensearch-${VERSION}.zip`);
  if (!existsSync(file)) {
    const coordinates = `${artifact}:opensearch:${VERSION}:zip`;
    run('mvn', '-q', '-B', 'dependency:get', `-Dartifact=${coordinates}`, '-Dtransitive=false');
  }
  run('unzip', '-q', file, '-d', folder);
}

/** Start a node. @param heap - As Java takes it: `512m`. */
export async function startOpenSearch(heap = '512m'): Promise<OpenSearchNode> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parlance-opensearch-'));
  unpack(folder);
  const home = path.join(folder, `opensearch-${VERSION}`);
  const [port, transport] = [await freePort(), await freePort()];
  const settings = {
    'network.host': '127.0.0.1',
    'http.port': port,
    'transport.port': transport,
    'path.data': path.join(folder, 'data'),
    'path.logs': path.join(folder, 'logs'),
    'discovery.type': 'single-node',
    'cluster.routing.allocation.disk.threshold_enabled': false,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(path.join(home, 'config/opensearch.yml'), lines.join(''));
  for (const name of ['data', 'logs']) mkdirSync(path.join(folder, name));
  const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (owner.uid !== undefined) {
    chmodSync(folder, 0o755);
    run('chown', '-R', `${NOBODY}:${NOBODY}`, folder);
    chownSync(folder, NOBODY, NOBODY);
  }
  const log = path.join(folder, 'start.log');
  const child = spawn('bash', ['-c', `exec bash bin/opensearch >'${log}' 2>&1`], {
    ...owner,
    cwd: home,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      OPENSEARCH_JAVA_OPTS: `-Xms${heap} -Xmx${heap}`,
      OPENSEARCH_JAVA_HOME: findJava(),
    },
  });
  const ended = once(child, 'exit');
  const remove = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  const end = performance.now() + PATIENCE;
  for (;;) {
    await sleep(250);
    const answer = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=10s`).catch(
      () => undefined,
    );
    if (answer?.ok === true) break;
    if (child.exitCode !== null || performance.now() > end) {
      const said = existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : '';
      await remove();
      throw new Error(`OpenSearch did not start: ${said}`);
    }
  }
  return {
    url,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    remove,
  };
}

/** For vitest: a node before all tests, its address in the environment. @returns What is to be done after them. */
export async function setup(): Promise<() => Promise<void>> {
  const node = await startOpenSearch();
  process.env['OPENSEARCH_FOR_TESTS'] = node.url;
  return node.remove;
}
