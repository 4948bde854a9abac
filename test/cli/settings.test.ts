import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SETTING_NAMES } from '../../src/config.js';
import { makeFolders, run } from './parlance-process.js';

describe('invalid settings', () => {
  it('stop the start with one line each, naming the variable and valid values', async () => {
    using folders = makeFolders();
    const settings = {
      PORT: 'eighty',
      SITE_URL: 'help',
      LOCALES: 'de,no tag',
      LOG_LEVEL: 'loud',
      TRUST_PROXY: 'everybody',
    };
    const { code, stdout, stderr } = await run(['serve'], folders, settings);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    for (const name of Object.keys(settings))
      expect(lines.filter((line) => line.startsWith(`parlance: ${name}: `))).toHaveLength(1);
    expect(stderr).toContain('takes a port from 0 to 65535');
  });

  it.each(['serve', 'ingest', 'check'])('for folders stop %s before it does anything', async (command) => {
    using folders = makeFolders();
    const file = path.join(folders.root, 'a-file');
    writeFileSync(file, '');
    const { code, stderr } = await run([command], folders, {
      CONTENT_DIR: path.join(folders.root, 'none'),
      DATA_DIR: file,
    });
    expect(code).toBe(2);
    // The checker writes nothing into DATA_DIR and needs none.
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^parlance: CONTENT_DIR: ".*none" is not a readable folder \(ENOENT\)$/),
      ...(command === 'check'
        ? []
        : [expect.stringMatching(/^parlance: DATA_DIR: ".*a-file" is not a writable folder \(EEXIST\)$/)]),
    ]);
  });

  it('a default locale outside LOCALES is rejected', async () => {
    using folders = makeFolders();
    const { code, stderr } = await run(['serve'], folders, { LOCALES: 'de,pt', DEFAULT_LOCALE: 'it' });
    expect([code, stderr]).toEqual([2, 'parlance: DEFAULT_LOCALE: "it" is not among LOCALES (de, pt)\n']);
  });

  it('a host of another machine is reported in one line', async () => {
    using folders = makeFolders();
    const { code, stderr } = await run(['serve'], folders, { HOST: '192.0.2.1' });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^parlance: HOST or PORT: cannot listen there \([^\n]+\)\n$/);
  });
});

describe('the command line', () => {
  it('is found by npx in the project folder, without a download', async () => {
    const cwd = fileURLToPath(new URL('../..', import.meta.url));
    const { stdout } = await promisify(execFile)('npx', ['--no', 'parlance', 'help'], { cwd });
    expect(stdout).toMatch(/^usage: parlance <command>/);
  });

  it.each([[[]], [['help']], [['--help']]])('prints its usage: %j', async (args) => {
    using folders = makeFolders();
    const { code, stdout } = await run(args, folders);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^usage: parlance <command>/);
  });

  it.each(['serve', 'mcp', 'ingest', 'check', 'report', 'key', 'backup'])(
    'prints the usage of %s with existing settings',
    async (command) => {
      using folders = makeFolders();
      const { code, stdout } = await run([command, '--help'], folders);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^usage: parlance ${command}`));
      const named = /^Settings: ([^]*?)\.$/m.exec(stdout)?.[1]?.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? [];
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((name) => !SETTING_NAMES.includes(name))).toEqual([]);
      expect((await run(['help', command], folders)).stdout).toBe(stdout);
    },
  );

  it('prints its version', async () => {
    using folders = makeFolders();
    const { stdout } = await run(['--version'], folders);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('explains the layout of an empty content folder', async () => {
    using folders = makeFolders();
    const empty = path.join(folders.root, 'empty');
    mkdirSync(empty);
    const { code, stdout } = await run(['ingest'], folders, { CONTENT_DIR: empty });
    expect(code).toBe(0);
    expect(stdout).toBe(
      'no articles: CONTENT_DIR takes files such as de/KA-90001.md, one folder per locale\n',
    );
  });

  it.each([
    [['dance'], 'unknown command "dance"'],
    [['serv'], 'unknown command "serv"; did you mean "serve"?'],
    [['serve', 'now'], 'unexpected argument "now" of serve'],
    [['ingest', '--json'], 'unexpected argument "--json" of ingest'],
  ])('rejects %j with exit code 2', async (args, message) => {
    using folders = makeFolders();
    const { code, stderr } = await run(args, folders);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/usage: parlance|see parlance \w+ --help/);
  });
});
