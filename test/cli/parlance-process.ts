import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';
import type { main } from '../../src/main.js';
import { SITE_CONTENT } from '../support/build-app.js';
import { PACKAGE_ROOT } from '../support/package-root.js';

const COMMAND = path.join(PACKAGE_ROOT, 'bin/parlance.js');
const BUILT = path.join(PACKAGE_ROOT, 'dist/main.js');
/** Timeout of a condition in milliseconds. */
const PATIENCE = 45_000;

/** Temporary folders of a service, with a copy of the invented articles. */
export interface Folders {
  readonly root: string;
  readonly contentDir: string;
  readonly dataDir: string;
}

/** Create the folders of a service; removed when the test ends. */
export function makeFolders(): Folders & Disposable {
  const root = mkdtempSync(path.join(tmpdir(), 'parlance-cli-'));
  const contentDir = path.join(root, 'content');
  cpSync(SITE_CONTENT, contentDir, { recursive: true });
  const dataDir = path.join(root, 'data');
  mkdirSync(dataDir);
  return {
    root,
    contentDir,
    dataDir,
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Result of a command. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `parlance` process, killed at the latest when the test ends. */
export class ParlanceProcess implements AsyncDisposable {
  stdout = '';
  stderr = '';
  private readonly child: ChildProcessByStdio<null, Readable, Readable>;
  private readonly ended: Promise<[number | null, NodeJS.Signals | null]>;

  constructor(args: readonly string[], folders: Folders, settings: Readonly<Record<string, string>> = {}) {
    if (!existsSync(BUILT)) throw new Error('there is no dist/main.js; run "npm run build" first');
    this.child = spawn(process.execPath, [COMMAND, ...args], {
      cwd: folders.root,
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        CONTENT_DIR: folders.contentDir,
        DATA_DIR: folders.dataDir,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(this.child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  }

  /** The URL that `serve` prints once it listens. */
  async address(): Promise<string> {
    return until('the address is printed', () => / on (http:\/\/\S+)\n/.exec(this.stdout)?.[1]);
  }

  /** The URL, once there are articles to serve. */
  async ready(): Promise<string> {
    const address = await this.address();
    await until('the service is ready', async () => (await fetch(`${address}/readyz`)).ok);
    return address;
  }

  /** Stop reading its output. */
  closeOutput(): void {
    this.child.stdout.destroy();
    this.child.stderr.destroy();
  }

  send(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async end(): Promise<Ended> {
    const [code, signal] = await this.ended;
    return { code, signal, stdout: this.stdout, stderr: this.stderr };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.ended;
  }
}

/** The compiled code, loaded once: a process per command would take longer than most commands. */
let compiled: Promise<{ readonly main: typeof main }> | undefined;

/**
 * Run a command to its end in this process: in the folders' root, with only their settings, capturing its output.
 *
 * @see ParlanceProcess for commands that keep running, that are killed, or whose process matters.
 */
export async function run(
  args: readonly string[],
  folders: Folders,
  settings: Readonly<Record<string, string>> = {},
): Promise<Pick<Ended, 'code' | 'stdout' | 'stderr'>> {
  compiled ??= import(pathToFileURL(BUILT).href) as Promise<{ readonly main: typeof main }>;
  const { main: runCommand } = await compiled;
  const given = { stdout: '', stderr: '' };
  const cwd = process.cwd();
  const writing = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text, ...rest: unknown[]) => {
      given[name] += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
      const done = rest.find((one) => typeof one === 'function');
      if (done !== undefined) (done as () => void)();
      return true;
    }),
  );
  process.chdir(folders.root);
  try {
    const { contentDir, dataDir } = folders;
    const environment = { PORT: '0', CONTENT_DIR: contentDir, DATA_DIR: dataDir, ...settings };
    return { code: await runCommand(args, environment), ...given };
  } finally {
    process.chdir(cwd);
    writing.forEach((spy) => spy.mockRestore());
  }
}

/**
 * Wait for a condition.
 *
 * @param look - Called repeatedly; its first result that is neither false nor undefined is returned.
 */
export async function until<Found>(
  what: string,
  look: () => Found | undefined | false | Promise<Found | undefined | false>,
): Promise<Found> {
  const given = performance.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > given) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
