import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnosticFindings } from '../../src/check/diagnostic-finding.js';
import type { Finding } from '../../src/check/finding.js';
import { DIAGNOSTIC_SEVERITIES } from '../../src/content/diagnostic.js';
import { Library } from '../../src/library/library.js';
import { makeFolders, run } from './parlance-process.js';

describe('parlance check', () => {
  it('lists every finding by file and line, and succeeds with warnings', async () => {
    using folders = makeFolders();
    const { code, stdout } = await run(['check', '--rule', 'image-missing,outdated'], folders);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^de\/KA-90005\.md$/m);
    expect(stdout).toMatch(/32:1\s+warning\s+the image "assets\/nowhere\.png" does not exist.*image-missing/);
    expect(stdout).toMatch(/\d+ warnings/);
  });

  it('fails on errors, and still lists the rest', async () => {
    using folders = makeFolders();
    writeFileSync(path.join(folders.contentDir, 'de/KA-90050.md'), '---\ntitle: a: b: c\n---\n');
    const { code, stdout } = await run(['check'], folders);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^de\/KA-90050\.md\n\s+[\d:]+\s+error\s+.*front-matter-invalid/m);
    expect(stdout).toContain('image-missing');
  });

  it('lists them in machine-readable formats', async () => {
    using folders = makeFolders();
    writeFileSync(path.join(folders.contentDir, 'de/KA-90050.md'), 'no front matter');
    const { code, stdout } = await run(['check', '--json'], folders);
    expect(code).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: Record<string, unknown>[] };
    expect(findings).toContainEqual({
      rule: 'front-matter-missing',
      severity: 'error',
      number: 'KA-90050',
      locale: 'de',
      file: 'de/KA-90050.md',
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
      message: expect.stringMatching(/^[^\n]+$/),
      fingerprint: expect.stringMatching(/^[\da-f]{20}$/),
    });
  });

  it('says if there are no findings', async () => {
    using folders = makeFolders();
    for (const locale of ['de', 'en', 'it', 'ja', 'pt'])
      rmSync(path.join(folders.contentDir, locale), { recursive: true });
    expect(await run(['check'], folders)).toMatchObject({
      code: 0,
      stdout: 'no fault found by rules; not reviewed\n',
    });
  });
});

describe('the diagnostics in parlance check', () => {
  const article = (title: string, more = '') =>
    `---\ntitle: ${title}\narticle-number: KA-90060\nversion-number: 1\n${more}---\n\n# ${title}\n\nText.\n`;
  const inline = '![](data:image/png;base64,iVBORw0KGgo=)';

  function addFaults(contentDir: string): void {
    const put = (file: string, text: string): void => {
      mkdirSync(path.dirname(path.join(contentDir, file)), { recursive: true });
      writeFileSync(path.join(contentDir, file), text);
    };
    put('de/KA-90060.md', article('Lampe', 'product: Lantern\n'));
    put('it/KA-90060.md', article('Lampada', 'product: Torch\n'));
    put('it/KA-90060 (1).md', `${article('Altra')}${inline}\n`);
    put('ja/KA-90061.md', 'no front matter');
    put('walks/KA-90062/walk.yaml', 'start: none');
    put('walks/KA-1/walk.yaml', '');
    put('search.yaml', 'synonyms: 7');
    put('Deutsch/KA-90063.md', article('Lampe'));
  }

  it('are those of compiling, without a library', async () => {
    using folders = makeFolders();
    addFaults(folders.contentDir);
    const { stdout } = await run(['check', '--json'], folders);
    expect(readdirSync(folders.dataDir)).toEqual([]);
    await run(['ingest'], folders);
    const [name = ''] = readdirSync(folders.dataDir).filter((file) => file.endsWith('.sqlite'));
    const library = new Library(path.join(folders.dataDir, name), { fallbackLocales: [] });
    const source = (file: string) => path.join(folders.contentDir, file.replace(/^[a-z]{2}\//, 'en/'));
    const compiled = diagnosticFindings(library.diagnostics(), (file) => existsSync(source(file)));
    library.close();
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    const codes = new Set<string>(Object.keys(DIAGNOSTIC_SEVERITIES));
    const keyOf = ({ file, line, rule, message }: Finding) => `${file}:${line} ${rule} ${message}`;
    const found = findings.filter(({ rule }) => codes.has(rule)).map(keyOf);
    expect(found).toEqual(expect.arrayContaining(compiled.map(keyOf)));
    expect(compiled.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['duplicate-article', 'metadata-differs']),
    );
    expect(compiled.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['search.yaml', 'walks/KA-90062', 'walks/KA-1', 'Deutsch', 'ja/KA-90061.md']),
    );
  });

  it('know the files that are not checked', async () => {
    using folders = makeFolders();
    addFaults(folders.contentDir);
    const file = path.join(folders.contentDir, 'it/KA-90060 (1).md');
    const { stdout } = await run(['check', '--rule', 'duplicate-article', file], folders);
    expect(stdout).toContain('it/KA-90060.md has the same number and locale and is served instead');
  });
});

describe('the options of parlance check', () => {
  const line = (stderr: string): readonly string[] => stderr.split('\n').filter((text) => text !== '');

  it.each([
    ['an unknown rule', ['--rule', 'no-such-rule'], /^parlance: --rule: unknown rule "no-such-rule"/],
    [
      'a rule by a name that is nearly one',
      ['--rule', 'identifer-lost'],
      /^parlance: --rule: .* did you mean "identifier-lost"\?$/,
    ],
    ['a locale without content', ['--locale', 'ko'], /^parlance: --locale: unknown locale "ko"; known: .*de/],
    ['no locale at all', ['--locale', '!!'], /^parlance: --locale takes tags/],
    [
      'an unreadable baseline',
      ['--baseline', 'nowhere.json'],
      /^parlance: --baseline: "nowhere.json" cannot be read/,
    ],
    ['an unwritable output', ['--output', '.'], /^parlance: --output: "." cannot be written/],
    [
      'an unwritable baseline',
      ['--write-baseline', 'no/folder/b.json'],
      /^parlance: --write-baseline: .* cannot be written/,
    ],
    ['a path that is not there', ['nowhere/'], /^parlance: "nowhere\/" is not a file or folder/],
    [
      'a format there is not',
      ['--format', 'xml'],
      /^parlance: --format takes people, json, sarif, markdown, junit, gitlab/,
    ],
    ['no number of warnings', ['--max-warnings', 'many'], /^parlance: --max-warnings takes a number/],
    ['a negative number of warnings', ['--max-warnings', '-1'], /^parlance: .*--max-warnings/],
    ['an option that is nearly one', ['--sumary'], /unknown option --sumary; did you mean --summary\?/],
    ['an option there is not', ['--yaml'], /^parlance: unknown option --yaml; see parlance check --help$/],
  ])('rejects %s with one line and exit code 2', async (_what, args, message) => {
    using folders = makeFolders();
    const { code, stderr, stdout } = await run(['check', ...args], folders);
    expect(code).toBe(2);
    expect(line(stderr)).toEqual([expect.stringMatching(message)]);
    expect(stdout).toBe('');
  });

  it('rejects an invalid baseline and an invalid list of suppressions', async () => {
    using folders = makeFolders();
    writeFileSync(path.join(folders.root, 'b.json'), '[]');
    expect(await run(['check', '--baseline', 'b.json'], folders)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not a baseline'),
    });
    writeFileSync(path.join(folders.contentDir, 'check.yaml'), 'suppress: [{because: x}]');
    expect(await run(['check'], folders)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^parlance: check\.yaml: [^\n]+\n$/),
    });
  });

  it('lists only the given rule, locale and path, and fails over the warning limit', async () => {
    using folders = makeFolders();
    const args = [
      'check',
      '--json',
      '--rule',
      'image-missing',
      '--locale',
      'de',
      path.join(folders.contentDir, 'de'),
    ];
    const { code, stdout } = await run(args, folders);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; locale: string }[] };
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ rule, locale }) => rule === 'image-missing' && locale === 'de')).toBe(true);
    expect(code).toBe(0);
    expect((await run([...args, '--max-warnings', '0'], folders)).code).toBe(1);
  });

  it('ignores findings in the baseline', async () => {
    using folders = makeFolders();
    writeFileSync(path.join(folders.contentDir, 'de/KA-90050.md'), 'no front matter');
    expect((await run(['check', '--write-baseline', 'b.json'], folders)).code).toBe(0);
    expect(await run(['check', '--baseline', 'b.json'], folders)).toMatchObject({
      code: 0,
      stdout: 'no fault found by rules; not reviewed\n',
    });
  });

  it('shows the source line too', async () => {
    using folders = makeFolders();
    const article = (name: string) =>
      `---\ntitle: T\nversion-number: 1\narticle-number: KA-90051\n---\n\n# T\n\n${name}\n`;
    writeFileSync(path.join(folders.contentDir, 'en/KA-90051.md'), article('See lamp_mode.'));
    writeFileSync(path.join(folders.contentDir, 'de/KA-90051.md'), article('\nSiehe lampen_modus.'));
    const { code, stdout } = await run(['check', '--rule', 'identifier-lost'], folders);
    expect(stdout).toMatch(/10:\d+.* error .*"lamp_mode".* \(source: line 9\)/);
    expect(code).toBe(1);
  });

  it('compares with the source folder even if it names a region', async () => {
    using folders = makeFolders();
    const article = (name: string) => `---\ntitle: T\nversion-number: 1\n---\n\n# T\n\n${name}\n`;
    mkdirSync(path.join(folders.contentDir, 'sv-SE'));
    writeFileSync(path.join(folders.contentDir, 'sv-SE/KA-90051.md'), article('Se lamp_mode.'));
    writeFileSync(path.join(folders.contentDir, 'de/KA-90051.md'), article('Siehe lampen_modus.'));
    const { stdout } = await run(['check', '--rule', 'identifier-lost'], folders, { SOURCE_LOCALE: 'sv' });
    expect(stdout).toContain('"lamp_mode" from the source is missing');
  });

  it('rejects a missing source locale in one line', async () => {
    using folders = makeFolders();
    const { code, stderr } = await run(['check'], folders, { SOURCE_LOCALE: 'sv' });
    expect(stderr).toMatch(/^parlance: SOURCE_LOCALE: unknown locale "sv"; known: .*de.*\n$/);
    expect(code).toBe(2);
  });

  it('lists its options', async () => {
    using folders = makeFolders();
    const { code, stdout } = await run(['check', '--help'], folders);
    expect(stdout).toMatch(/^usage: parlance check/);
    for (const option of ['--format', '--rule', '--locale', '--max-warnings', '--baseline', '--output'])
      expect(stdout).toContain(option);
    expect(code).toBe(0);
  });

  it('accepts a missing or broken source, and two broken files', async () => {
    using folders = makeFolders();
    const article =
      '---\ntitle: Lampe\ndescription: Die Lampe.\nversion-number: 1\narticle-number: KA-90051\n---\n\n# Lampe\n';
    writeFileSync(path.join(folders.contentDir, 'de/KA-90051.md'), article);
    writeFileSync(path.join(folders.contentDir, 'en/KA-90052.md'), 'broken');
    writeFileSync(path.join(folders.contentDir, 'de/KA-90052.md'), 'broken');
    const { code, stdout } = await run(['check', '--json'], folders);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; file: string }[] };
    const rulesOf = (file: string): readonly string[] =>
      findings.filter((finding) => finding.file === file).map(({ rule }) => rule);
    expect(rulesOf('de/KA-90051.md')).toContain('source-missing');
    expect(rulesOf('de/KA-90052.md')).toEqual(['front-matter-missing']);
    expect(rulesOf('en/KA-90052.md')).toEqual(['front-matter-missing']);
    expect(code).toBe(1);
  });
});

describe('parlance fix', () => {
  it('writes a patch of certain corrections without changing files', async () => {
    using folders = makeFolders();
    const article = `---\ntitle: T\nversion-number: 1\n---\n\n# T\n\n打开jcr：content。\n`;
    mkdirSync(path.join(folders.contentDir, 'zh-Hans'));
    const file = path.join(folders.contentDir, 'zh-Hans/KA-90051.md');
    writeFileSync(file, article);
    const { code, stdout } = await run(['fix', '--rule', 'name-broken', file], folders);
    expect(code).toBe(0);
    expect(stdout).toContain('-打开jcr：content。\n+打开jcr:content。\n');
    expect(readFileSync(file, 'utf8')).toBe(article);
    writeFileSync(
      path.join(folders.contentDir, 'check.yaml'),
      'suppress: [{ rule: name-broken, reason: a name }]',
    );
    expect((await run(['fix', '--rule', 'name-broken', file], folders)).stdout).toBe('');
  });

  it('rejects an unknown rule', async () => {
    using folders = makeFolders();
    const { code, stderr } = await run(['fix', '--rule', 'name-brokn'], folders);
    expect(stderr).toContain('did you mean "name-broken"?');
    expect(code).toBe(2);
  });
});

describe('parlance check --against', () => {
  const article = (body: string) => `---\ntitle: T\nversion-number: 1\n---\n\n# T\n\n${body}\n`;

  it('reports only what a new translation made worse', async () => {
    using folders = makeFolders();
    const git = (...args: string[]) =>
      execFileSync('git', [
        '-C',
        folders.contentDir,
        '-c',
        'user.name=t',
        '-c',
        'user.email=t@t.example',
        ...args,
      ]);
    const file = path.join(folders.contentDir, 'de/KA-90051.md');
    writeFileSync(path.join(folders.contentDir, 'en/KA-90051.md'), article('See lamp_mode and lamp_state.'));
    writeFileSync(file, article('Siehe lampen_modus und lamp_state.'));
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'before');
    const args = ['check', '--json', '--against', 'HEAD', '--rule', 'identifier-lost'];
    writeFileSync(file, article('Schauen Sie auf lampen_modus und lamp_state.'));
    expect(JSON.parse((await run(args, folders)).stdout)).toEqual({ findings: [] });
    writeFileSync(file, article('Schauen Sie auf lampen_modus und lampen_status.'));
    const { code, stdout } = await run(args, folders);
    const { findings } = JSON.parse(stdout) as { findings: { message: string }[] };
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('"lamp_state"')]);
    expect(code).toBe(1);
  });

  it('rejects what is neither a folder nor a commit', async () => {
    using folders = makeFolders();
    const { code, stderr } = await run(['check', '--against', 'no-such-state'], folders);
    expect(stderr).toMatch(/^parlance: --against: "no-such-state" is neither a folder/);
    expect(code).toBe(2);
  });
});
