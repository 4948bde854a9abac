import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders, run } from './parlance-process.js';

describe('parlance report', () => {
  it('writes one page, in the requested language', async () => {
    using folders = makeFolders();
    const { code, stdout } = await run(['report', '--out', 'report.html', '--locale', 'de'], folders);
    expect(stdout).toBe('report.html: 9 articles, 5 locales\n');
    expect(code).toBe(0);
    const page = readFileSync(path.join(folders.root, 'report.html'), 'utf8');
    expect(page).toContain('<html lang="de" dir="ltr">');
    expect(page).toContain('Stand je Sprache');
    expect(page).toContain('image-missing');
  });

  it('writes a page without articles', async () => {
    using folders = makeFolders();
    rmSync(folders.contentDir, { recursive: true });
    mkdirSync(folders.contentDir);
    const { code } = await run(['report', '-o', 'report.html'], folders);
    expect(code).toBe(0);
    expect(readFileSync(path.join(folders.root, 'report.html'), 'utf8')).toContain(
      'There are no articles yet.',
    );
  });

  it.each([
    [['--out', 'nowhere/report.html'], 'parlance: --out: "nowhere/report.html" is not writable (ENOENT)\n'],
    [['--out', 'content'], 'parlance: --out: "content" is not writable (EISDIR)\n'],
    [
      ['--out', 'report.html', '--locale', 'xx'],
      'parlance: --locale: the report is available in de, en, es, fr, it, ja, ko, nl, pt, sv, zh-Hans, zh-Hant; not "xx"\n',
    ],
  ])('rejects %j in one line before doing any work', async (args, said) => {
    using folders = makeFolders();
    const { code, stdout, stderr } = await run(['report', ...args], folders);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: said });
  });

  it('requires an output file', async () => {
    using folders = makeFolders();
    const { code, stderr } = await run(['report'], folders);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^parlance: report takes --out <file>/);
  });
});
