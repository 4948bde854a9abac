/**
 * An OpenSearch node for tests and benchmarks, assembled from Maven Central; `npm run test:opensearch` starts one before its tests.
 *
 * Needs Java, Maven and unzip. `OPENSEARCH_VERSION` selects another version (3 needs Java 21), `JAVA_HOME` the Java.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
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
/** Startup timeout of a node in milliseconds. */
const PATIENCE = 300_000;
/** OpenSearch refuses to run as root. */
const NOBODY = 65_534;

/** A node on a free port of 127.0.0.1, with its data in a temporary folder. */
export interface OpenSearchNode {
  readonly url: string;
  /** Suspend and resume, like a node that is collecting garbage. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Kill it; it can be started again with its data. */
  readonly kill: () => Promise<void>;
  /** @returns When it serves requests. */
  readonly start: () => Promise<void>;
  /** Stop it and remove its files. */
  readonly remove: () => Promise<void>;
}

/** @throws Error with the command's output. */
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

/** Folder of the Java in JAVA_HOME or on the PATH. */
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

/** Start a node. @param heap - In Java's notation: `512m`. */
export async function startOpenSearch(heap = '512m'): Promise<OpenSearchNode> {
  const [node] = await startOpenSearchNodes(1, heap);
  if (node === undefined) throw new Error('no node was started');
  return node;
}

/** Start the nodes of one cluster. */
export async function startOpenSearchNodes(count: number, heap = '512m'): Promise<readonly OpenSearchNode[]> {
  const ports = await Promise.all(
    Array.from({ length: count }, async () => ({ http: await freePort(), transport: await freePort() })),
  );
  const discovery = {
    'discovery.seed_hosts': JSON.stringify(ports.map(({ transport }) => `127.0.0.1:${transport}`)),
    'cluster.initial_cluster_manager_nodes': JSON.stringify(ports.map(({ http }) => `node-${http}`)),
  };
  const nodes = ports.map((port) =>
    prepareNode(port, count === 1 ? { 'discovery.type': 'single-node' } : discovery, heap),
  );
  const started = await Promise.allSettled(nodes.map((node) => node.start()));
  const failed = started.find(({ status }) => status === 'rejected');
  if (failed?.status !== 'rejected') return nodes;
  await Promise.all(nodes.map((node) => node.remove()));
  throw failed.reason;
}

/** Unpack a node and write its settings. */
function prepareNode(
  port: { readonly http: number; readonly transport: number },
  discovery: Readonly<Record<string, string>>,
  heap: string,
): OpenSearchNode {
  const folder = mkdtempSync(path.join(tmpdir(), 'parlance-opensearch-'));
  unpack(folder);
  const home = path.join(folder, `opensearch-${VERSION}`);
  const settings = {
    'network.host': '127.0.0.1',
    'node.name': `node-${port.http}`,
    'http.port': port.http,
    'transport.port': port.transport,
    'path.data': path.join(folder, 'data'),
    'path.logs': path.join(folder, 'logs'),
    'cluster.routing.allocation.disk.threshold_enabled': false,
    ...discovery,
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
  const url = `http://127.0.0.1:${port.http}`;
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const start = async (): Promise<void> => {
    child = spawn('bash', ['-c', `exec bash bin/opensearch >'${log}' 2>&1`], {
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
    const end = performance.now() + PATIENCE;
    for (;;) {
      await sleep(250);
      const answer = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=10s`).catch(
        () => undefined,
      );
      if (answer?.ok === true) return;
      if (child.exitCode === null && performance.now() < end) continue;
      throw new Error(
        `OpenSearch did not start: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : ''}`,
      );
    }
  };
  return {
    url,
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    kill,
    start,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Vitest's global setup: a node for all tests, its URL in the environment. @returns The teardown. */
export async function setup(): Promise<() => Promise<void>> {
  const node = await startOpenSearch();
  process.env['OPENSEARCH_FOR_TESTS'] = node.url;
  return node.remove;
}
