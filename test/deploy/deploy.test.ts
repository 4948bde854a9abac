import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig, SETTING_NAMES } from '../../src/config.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { listen } from '../support/listen.js';
import { PACKAGE_ROOT } from '../support/package-root.js';

const read = (file: string): string => readFileSync(path.join(PACKAGE_ROOT, file), 'utf8');
const NOT_OURS: ReadonlySet<string> = new Set(['NODE_ENV']);
const unknown = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !SETTING_NAMES.includes(name) && !NOT_OURS.has(name));

describe('the Dockerfile', () => {
  const text = read('deploy/Dockerfile');
  const instructions = text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  const commands = instructions.flatMap((line) => {
    const [, command = '[]'] = /^(?:CMD|HEALTHCHECK .* CMD) (\[.*\])$/.exec(line) ?? [];
    const parsed = JSON.parse(command) as string[];
    return parsed.length === 0 ? [] : [parsed];
  });
  let site: TestApp;
  beforeAll(async () => {
    site = await buildApp();
  });
  afterAll(() => site.close());

  it('passes a linter', () => {
    expect(validate(text)).toEqual([]);
  });

  it('runs as an unprivileged user, and sets only known variables', () => {
    expect(instructions.findLast((line) => line.startsWith('USER'))).toBe('USER node');
    const [, set = ''] = /^ENV (.*)$/m.exec(text) ?? [];
    const pairs = set.split(' ').map((pair) => pair.split('='));
    expect(unknown(pairs.map(([name = '']) => name))).toEqual([]);
    expect(readConfig(Object.fromEntries(pairs) as Record<string, string>)).toMatchObject({
      host: '0.0.0.0',
      port: 8080,
      contentDir: '/content',
      dataDir: '/data',
    });
  });

  it('copies the required files and starts an existing command', () => {
    const copied = instructions.flatMap((line) => /^COPY --from=build \/build\/(\S+)/.exec(line)?.[1] ?? []);
    expect(copied.sort()).toEqual(['bin', 'dist', 'node_modules', 'package.json', 'public']);
    const [program, script = ''] = commands.at(-1) ?? [];
    expect([program, existsSync(path.join(PACKAGE_ROOT, script))]).toEqual(['node', true]);
  });

  it('has a health check that passes only while the service answers', async () => {
    const [, ...args] = commands[0] ?? [];
    const check = async (port: string): Promise<number> => {
      const child = spawn(process.execPath, args, { env: { PORT: port }, stdio: 'ignore' });
      const [code] = (await once(child, 'exit')) as [number];
      return code;
    };
    await using server = await listen(site.app);
    expect(await check(new URL(server.url).port)).toBe(0);
    expect(await check('1')).toBe(1);
  });
});

interface ComposeFile {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly environment?: Readonly<Record<string, string>>;
        readonly depends_on?: Readonly<Record<string, unknown>>;
        readonly volumes?: readonly string[];
        readonly ports?: readonly string[];
      }
    >
  >;
  readonly volumes: Readonly<Record<string, unknown>>;
}

describe('the compose file', () => {
  const { services, volumes } = parse(read('deploy/compose.yaml'), { merge: true }) as ComposeFile;
  const nodes = Object.entries(services).filter(([name]) => name.startsWith('node-'));

  it('gives its two nodes valid settings', () => {
    expect(nodes).toHaveLength(2);
    for (const [, { environment = {} }] of nodes) {
      expect(unknown(Object.keys(environment))).toEqual([]);
      const filled = Object.entries(environment).map(([name, value]) => [
        name,
        value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1').replaceAll(/\$\{\w+:\?[^}]*\}/g, 'secret'),
      ]);
      expect(readConfig(Object.fromEntries(filled) as Record<string, string>)).toMatchObject({
        trustProxy: 1,
      });
    }
  });

  it('references existing services, volumes and files, and listens only locally', () => {
    for (const { depends_on = {}, volumes: mounts = [], ports = [] } of Object.values(services)) {
      for (const name of Object.keys(depends_on)) expect(services).toHaveProperty([name]);
      for (const [source = ''] of mounts.map((mount) => mount.split(':'))) {
        if (source.startsWith('.'))
          expect(existsSync(path.join(PACKAGE_ROOT, 'deploy', source)), source).toBe(true);
        else expect(Object.keys(volumes)).toContain(source);
      }
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('has a proxy that knows both nodes', () => {
    const servers = [...read('deploy/nginx.conf').matchAll(/^ *server (\S+):8080/gm)].map(([, name]) => name);
    expect(servers).toEqual(nodes.map(([name]) => name));
  });
});

describe('the systemd unit', () => {
  const unit = read('deploy/parlance.service');

  it('sets only known variables and starts the package’s command', () => {
    const names = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name = '']) => name);
    expect(unknown(names)).toEqual([]);
    const [, script] = /^ExecStart=\S+ \S+\/node_modules\/parlance\/(\S+) serve$/m.exec(unit) ?? [];
    const { bin } = JSON.parse(read('package.json')) as { readonly bin: { readonly parlance: string } };
    expect(script).toBe(bin.parlance);
  });
});

describe('the package', () => {
  it('contains what it needs at run time and no build files', async () => {
    const npm = spawn('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: PACKAGE_ROOT });
    const chunks: Buffer[] = [];
    npm.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(npm, 'close');
    const [{ files = [] } = {}] = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
      readonly files?: readonly { readonly path: string }[];
    }[];
    const names = files.map((file) => file.path);
    expect(names).toEqual(
      expect.arrayContaining(['bin/parlance.js', 'dist/main.js', 'public/base.css', 'README.md', 'LICENSE']),
    );
    expect(
      names.filter((name) => /^(?:src|test|bench|data|dist\/bench)\/|tsbuildinfo|\.map$/.test(name)),
    ).toEqual([]);
  });
});
