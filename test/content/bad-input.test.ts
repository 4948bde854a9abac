import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createImageFolder } from '../../src/content/image-folder.js';
import { readArticleFile } from '../../src/content/read-article-file.js';
import { localeOfFolder, scanFolder } from '../../src/content/scan-folder.js';
import { compileArticle, diagnosticCodes, htmlOf } from '../support/compile.js';

describe('hostile texts', () => {
  it.each([
    ['quotes 10,000 deep', '>'.repeat(10_000), 'nesting-too-deep'],
    ['quotes 10,000 deep with spaces', '> '.repeat(10_000), 'nesting-too-deep'],
    ['lists 200 deep', '- '.repeat(200) + 'x', 'nesting-too-deep'],
    ['numbered lists 200 deep', '1. '.repeat(200) + 'x', 'nesting-too-deep'],
    ['10,000 quotes one after the other', '> x\n\n'.repeat(10_000), 'too-many-lists'],
    ['10,000 lists in lists', '- x\n  - y\n'.repeat(10_000), 'too-many-lists'],
    ['50,000 brackets', '['.repeat(50_000), 'too-many-marks'],
    ['100,000 marks of emphasis', '*a_b '.repeat(50_000), 'too-many-marks'],
  ])('are rejected with a diagnostic: %s', (_name, body, code) => {
    const compiled = compileArticle(body);
    expect(compiled.translation).toBeUndefined();
    expect(diagnosticCodes(compiled)).toEqual([code]);
    expect(compiled.diagnostics[0]?.severity).toBe('error');
  });

  it.each([
    ['a log full of quote marks in a code block', '```\n' + `${'>'.repeat(200)}\n`.repeat(3000) + '```'],
    ['a long table', '| a | b |\n| - | - |\n' + '| *x* | `y` |\n'.repeat(1200)],
    ['a long list', '- x\n'.repeat(3000)],
    ['many paragraphs', '*a* [b](https://help.example/)\n\n'.repeat(2000)],
    ['lists 40 deep', Array.from({ length: 40 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')],
  ])('do not include %s', (_name, body) => {
    expect(diagnosticCodes(compileArticle(body))).toEqual([]);
  });
});

describe('an article with hostile text everywhere', () => {
  it('shows it as text or not at all', () => {
    const compiled = compileArticle(
      '# <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n## <b onclick=x>Resolution</b>\n\n1. [x](javascript:alert(1)) ![y](data:text/html,z)\n',
      {
        title: "'<script>alert(1)</script> <b>x</b>'",
        description: "'\"><img src=x onerror=alert(1)>'",
      },
    );
    expect(htmlOf(compiled)).toBe('<p>[Figure 1]</p>\n<ol>\n<li id="step-1"><p>x [y]</p></li>\n</ol>');
    // Titles are text; whoever shows them escapes them.
    expect(compiled.translation?.title).toBe('<script>alert(1)</script> <b>x</b>');
  });
});

describe('files', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'parlance-files-'));
    mkdirSync(path.join(root, 'de/articles/assets'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const write = (name: string, bytes: string | Uint8Array): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), bytes);
  };

  it.each([
    ['not UTF-8', Uint8Array.of(0x2d, 0xff, 0xfe), 'not-utf8'],
    ['UTF-8 cut in the middle of a character', Buffer.from('ü').subarray(0, 1), 'not-utf8'],
    ['20 MB', new Uint8Array(20 * 1024 * 1024).fill(0x61), 'file-too-large'],
    ['empty', '', 'file-empty'],
  ])('that are %s are not read', (_name, bytes, code) => {
    write('de/KA-90001.md', bytes);
    expect(readArticleFile(root, 'de/KA-90001.md')).toMatchObject({
      code,
      path: 'de/KA-90001.md',
      severity: 'error',
    });
  });

  it('that are missing are reported', () => {
    expect(readArticleFile(root, 'de/KA-90001.md')).toMatchObject({ code: 'file-unreadable' });
  });

  it('are distinguished by their bytes', () => {
    write('de/KA-90001.md', 'a');
    write('de/KA-90002.md', 'a');
    write('de/KA-90003.md', 'b');
    const hashes = ['KA-90001', 'KA-90002', 'KA-90003'].map((name) => {
      const file = readArticleFile(root, `de/${name}.md`);
      return 'hash' in file ? file.hash : undefined;
    });
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });

  it('are found at any depth of a locale’s folder', () => {
    for (const name of [
      'de/KA-90001.md',
      'de/articles/ka-90002.md',
      'de/articles/assets/KT-90003.md',
      'de/metadata.md',
      'de/README.md',
      'de/KA-90001.txt',
    ])
      write(name, 'x');
    mkdirSync(path.join(root, 'walks'));
    write('walks/KA-90001.md', 'x');
    const { files, folders, diagnostics } = scanFolder(root);
    expect(files.map((file) => [file.path, file.locale])).toEqual([
      ['de/KA-90001.md', 'de'],
      ['de/articles/assets/KT-90003.md', 'de'],
      ['de/articles/ka-90002.md', 'de'],
    ]);
    expect(folders).toHaveLength(4);
    expect(diagnostics).toEqual([]);
  });

  it('linked from outside the folder are not read', () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'parlance-out-'));
    writeFileSync(path.join(outside, 'secret'), 'x');
    symlinkSync(path.join(outside, 'secret'), path.join(root, 'de/KA-90001.md'));
    symlinkSync(outside, path.join(root, 'de/out'));
    const { files, diagnostics } = scanFolder(root);
    rmSync(outside, { recursive: true });
    expect(files).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'file-outside', path: 'de/KA-90001.md' }]);
  });

  it('in a linked locale folder are read if it is inside, and reported if it is outside', () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'parlance-out-'));
    writeFileSync(path.join(outside, 'KA-90001.md'), 'x');
    write('_rev1/KA-90001.md', 'x');
    symlinkSync('_rev1', path.join(root, 'fr'));
    symlinkSync(outside, path.join(root, 'it'));
    symlinkSync('nowhere', path.join(root, 'ja'));
    const { files, folders, diagnostics } = scanFolder(root);
    rmSync(outside, { recursive: true });
    expect(files.map((file) => [file.path, file.locale])).toEqual([['fr/KA-90001.md', 'fr']]);
    expect(folders).toContain(path.join(root, 'fr'));
    expect(diagnostics.map(({ code, path: at }) => [code, at])).toEqual([
      ['file-outside', 'it'],
      ['file-outside', 'ja'],
    ]);
  });

  it('that are misnamed or misplaced are reported with the correct name', () => {
    for (const name of [
      'zh_CN/KA-90001.md',
      'english/KA-90002.md',
      'KA-90003.md',
      'de/KA 90004.md',
      'de/90005.md',
      'de/KA-90006.markdown',
      'de/ka_90007.md',
      'de/KA\u201190008.md',
      '_drafts/KA-90009.md',
      'de/notes 2024.md',
    ])
      write(name, 'x');
    const { files, diagnostics } = scanFolder(root);
    expect(files.map((file) => [file.path, file.locale])).toEqual([['zh_CN/KA-90001.md', 'zh-CN']]);
    expect(diagnostics.map(({ code, path: at }) => `${code} ${at}`).sort()).toEqual([
      'file-name KA-90003.md',
      'file-name de/90005.md',
      'file-name de/KA 90004.md',
      'file-name de/KA-90006.markdown',
      'file-name de/KA\u201190008.md',
      'file-name de/ka_90007.md',
      'folder-name english',
      'folder-name zh_CN',
    ]);
    expect(diagnostics.find(({ path: at }) => at === 'zh_CN')?.message).toContain('"zh-CN"');
  });

  it('behind a link inside the folder are read', () => {
    write('de/articles/KA-90001.md', 'x');
    symlinkSync(path.join(root, 'de/articles/KA-90001.md'), path.join(root, 'de/KA-90001.md'));
    expect(scanFolder(root).files.map((file) => file.path)).toEqual([
      'de/KA-90001.md',
      'de/articles/KA-90001.md',
    ]);
  });

  it('that are folders or broken links are reported', () => {
    mkdirSync(path.join(root, 'de/KA-90001.md'));
    symlinkSync(path.join(root, 'nowhere'), path.join(root, 'de/KA-90002.md'));
    const { files, diagnostics } = scanFolder(root);
    expect(files).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'file-unreadable', path: 'de/KA-90002.md' }]);
  });

  it.each([
    ['de', 'de'],
    ['pt-br', 'pt-BR'],
    ['zh-hans', 'zh-Hans'],
    ['es-419', 'es-419'],
    ['walks', undefined],
    ['assets', undefined],
    ['.git', undefined],
    ['de_DE', 'de-DE'],
  ])('in a folder named %s have the locale %s', (name, locale) => {
    expect(localeOfFolder(name)).toBe(locale);
  });
});

describe('images', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'parlance-images-'));
    mkdirSync(path.join(root, 'de/assets'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUg==', 'base64');

  it('of the content folder have a URL with their path', () => {
    writeFileSync(path.join(root, 'de/assets/a lamp.png'), png);
    const { local } = createImageFolder(root, path.join(root, 'inline'));
    expect(local('de/KA-90001.md', 'assets/a%20lamp.png')).toBe('/images/de/assets/a%20lamp.png');
    expect(local('de/sub/KA-90001.md', '../assets/a lamp.png')).toBe('/images/de/assets/a%20lamp.png');
  });

  it.each([
    '../../etc/passwd.png',
    '/etc/x.png',
    'assets/..%2f..%2f..%2fx.png',
    'assets/x.svg',
    'assets/x',
    'assets/%00.png',
    'assets/%',
    'assets',
  ])('are not served from %s', (source) => {
    writeFileSync(path.join(root, 'de/assets/x.svg'), '<svg/>');
    expect(
      createImageFolder(root, path.join(root, 'inline')).local('de/KA-90001.md', source),
    ).toBeUndefined();
  });

  it('of more than 8 MB are not served', () => {
    writeFileSync(path.join(root, 'de/assets/x.png'), Buffer.alloc(8 * 1024 * 1024 + 1));
    expect(createImageFolder(root, root).local('de/KA-90001.md', 'assets/x.png')).toBeUndefined();
  });

  it('linked from outside the folder are not served', () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'parlance-out-'));
    writeFileSync(path.join(outside, 'x.png'), png);
    symlinkSync(path.join(outside, 'x.png'), path.join(root, 'de/assets/x.png'));
    const address = createImageFolder(root, path.join(root, 'inline')).local(
      'de/KA-90001.md',
      'assets/x.png',
    );
    rmSync(outside, { recursive: true });
    expect(address).toBeUndefined();
  });

  it('from inline data are stored once, under their hash', () => {
    const { inline } = createImageFolder(root, path.join(root, 'inline'));
    const keep = () => inline('image/png', png.toString('base64'));
    expect(keep()).toMatch(/^\/images\/inline\/[0-9a-f]{64}\.png$/);
    expect(keep()).toBe(keep());
  });

  it.each([
    ['text that says it is a picture', 'image/png', Buffer.from('<script>')],
    ['a picture that says it is another kind', 'image/gif', png],
    ['a drawing that can hold scripts', 'image/svg+xml', Buffer.from('<svg/>')],
    ['nothing', 'image/png', Buffer.alloc(0)],
  ])('from inline data are rejected if they are %s', (_name, mediaType, bytes) => {
    const { inline } = createImageFolder(root, path.join(root, 'inline'));
    expect(inline(mediaType, bytes.toString('base64'))).toBeUndefined();
  });
});
