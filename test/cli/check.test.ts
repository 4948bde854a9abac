import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders, run } from './parlance-process.js';

describe('parlance check', () => {
  it('lists every fault by file and line, and is content with warnings', async () => {
    using folders = makeFolders();
    const { code, stdout } = await run(['check'], folders);
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
    expect(stdout).toMatch(/^de\/KA-90050\.md\n\d+:\d+\s+error\s+.*front-matter-invalid/m);
    expect(stdout).toContain('image-missing');
  });

  it('lists them for machines', async () => {
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
    });
  });

  it('says so when there is nothing to say', async () => {
    using folders = makeFolders();
    for (const locale of ['de', 'en', 'it', 'pt'])
      rmSync(path.join(folders.contentDir, locale), { recursive: true });
    expect(await run(['check'], folders)).toMatchObject({ code: 0, stdout: 'no findings\n' });
  });
});
