import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLedger, ledgerFile } from '../../src/ledger/ledger.js';
import { makeFolders, run } from './parlance-process.js';

const READER = { userAgent: 'Firefox' };
const FAULT = {
  number: 'KA-90001',
  locale: 'pt',
  version: 4,
  step: 2,
  kind: 'translation' as const,
  quote: 'Acerte o relógio',
  proposal: 'Ajuste o relógio',
  comment: undefined,
};

async function setUp(): Promise<ReturnType<typeof makeFolders>> {
  const folders = makeFolders();
  await run(['ingest'], folders);
  const ledger = createLedger({ place: { file: ledgerFile(folders.dataDir) } });
  for (const address of ['192.0.2.1', '192.0.2.2']) await ledger.reports.add(FAULT, { address, ...READER });
  const missing = { ...FAULT, quote: undefined, proposal: undefined, kind: 'missing' as const };
  await ledger.reports.add(
    { ...missing, comment: 'Which key?\n# not a heading' },
    { address: '192.0.2.3', ...READER },
  );
  await ledger.close();
  return folders;
}

describe('parlance reports', { timeout: 120_000 }, () => {
  it('groups equal reports, as Markdown and JSON', async () => {
    using folders = await setUp();
    const { code, stdout } = await run(['reports'], folders);
    expect(code).toBe(0);
    expect(stdout).toContain('# 3 reports\n\n## translation (2 times)\n\nWrong:\n\n> Acerte o relógio');
    expect(stdout).toContain('#1 KA-90001 pt v4, step 2');
    expect(stdout).toContain('  > # not a heading');
    const json = JSON.parse((await run(['reports', '--format', 'json'], folders)).stdout);
    expect(json).toMatchObject({ total: 3, groups: [{ reports: [{ id: 1 }, { id: 2 }] }, {}] });
  });

  it('writes the proposed wordings as a patch for git apply', async () => {
    using folders = await setUp();
    execFileSync('git', ['init', '-q'], { cwd: folders.root });
    const file = path.join(folders.root, 'proposals.patch');
    const { code } = await run(['reports', '--format', 'patch', '-o', file], folders);
    expect(code).toBe(0);
    const patch = readFileSync(file, 'utf8');
    expect(patch).toContain('-2. Acerte o relógio para `00:00`.\n+2. Ajuste o relógio para `00:00`.');
    execFileSync('git', ['apply', file], { cwd: folders.root });
    const text = readFileSync(path.join(folders.contentDir, 'pt/KA-90001.md'), 'utf8');
    expect(text).toContain('2. Ajuste o relógio para `00:00`.');
  });

  it('changes the state of a report', async () => {
    using folders = await setUp();
    expect(
      await run(['reports', 'decline', '1', '--reason', 'As the product says it.'], folders),
    ).toMatchObject({
      code: 0,
      stdout: '#1 KA-90001 pt v4, step 2 declined\n',
    });
    expect((await run(['reports', 'accept', '2'], folders)).code).toBe(0);
    expect((await run(['reports', '--state', 'declined'], folders)).stdout).toContain('# 1 report\n');
    expect(await run(['reports', 'accept', '999'], folders)).toMatchObject({ code: 1 });
  });

  it.each([
    [['decline', '1'], '--reason'],
    [['accept', 'x'], "report's id"],
    [['fix', '1'], 'takes accept, decline'],
    [['--format', 'pdf'], '--format takes markdown'],
    [['--state', 'lost'], '--state takes open'],
    [['accept', '1', '2'], 'unexpected argument'],
  ])('%j is refused with a reason', async (args, reason) => {
    using folders = makeFolders();
    expect(await run(['reports', ...args], folders)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(reason),
    });
  });
});
