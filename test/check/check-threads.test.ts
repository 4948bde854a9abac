import { describe, expect, it } from 'vitest';
import type { ArticleFiles } from '../../src/check/check-batch.js';
import { CheckThreads } from '../../src/check/check-threads.js';
import { unjudgedFinding } from '../../src/check/diagnostic-finding.js';

const file = (path: string) => ({ path, locale: path.split('/')[0] ?? '', size: 1, identity: '', key: path });
const article = (source: string | undefined, ...translations: string[]): ArticleFiles => ({
  source: source === undefined ? undefined : file(source),
  translations: translations.map(file),
  checksSource: source !== undefined,
  others: [],
});

function open(fileLimit = 300) {
  const threads = new CheckThreads({
    root: '/nowhere',
    sourceLocale: 'en',
    internalHosts: [],
    rules: ['first-rule', 'second-rule'],
    threads: 1,
    fileLimit,
    worker: new URL('../fixtures/check-worker/hanging.cjs', import.meta.url),
  });
  return { threads, [Symbol.asyncDispose]: () => threads.close() };
}

describe('a batch of files', () => {
  it.each([
    ['hangs', undefined],
    ['throws', 'RangeError'],
    ['floods', 'Error'],
  ])('loses only the file that %s, and names the rule', async (what, error) => {
    await using opened = open(what === 'floods' ? 60_000 : 300);
    const { findings, unjudged } = await opened.threads.batch([
      article('en/a.md', 'de/a.md'),
      article('en/b.md', `de/${what}.md`, 'fr/b.md'),
    ]);
    expect(findings).toEqual(['en/a.md', 'de/a.md', 'en/b.md', 'fr/b.md'].map((path) => ({ file: path })));
    expect(unjudged).toEqual([{ path: `de/${what}.md`, rule: 'second-rule', error }]);
  });

  it('skips the translations of a source that cannot be checked, and reports each', async () => {
    await using opened = open();
    const { findings, unjudged } = await opened.threads.batch([
      article('en/hangs.md', 'de/c.md'),
      article('en/d.md', 'de/d.md'),
    ]);
    expect(findings).toHaveLength(2);
    expect(unjudged.map(({ path }) => path)).toEqual(['en/hangs.md', 'de/c.md']);
  });
});

describe('a thread that dies while idle', () => {
  it('does not end the process or later checks', async () => {
    await using opened = open(60_000);
    await opened.threads.batch([article(undefined, 'de/dies-later.md')]);
    await expect
      .poll(() => opened.threads.batch([article(undefined, 'de/f.md')]))
      .toMatchObject({ unjudged: [] });
  });
});

describe('a single article', () => {
  const check = (path: string) => ({ path, locale: 'de', source: undefined, internalWord: '…' });

  it('times out, and the next one is checked', async () => {
    await using opened = open();
    await opened.threads.article(check('de/e.md'), 'en', 60_000);
    expect(await opened.threads.article(check('de/hangs.md'), 'en', 300)).toEqual({
      unjudged: { path: 'de/hangs.md', rule: 'second-rule', error: undefined },
    });
    expect(await opened.threads.article(check('de/e.md'), 'en', 60_000)).toEqual({
      findings: [{ file: 'de/e.md' }],
    });
  });

  it('names what failed, and nothing of the text', async () => {
    await using opened = open();
    const result = await opened.threads.article(check('de/throws.md'), 'en', 60_000);
    expect(result).toEqual({ unjudged: { path: 'de/throws.md', rule: 'second-rule', error: 'RangeError' } });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

describe('the finding for a file that could not be checked', () => {
  it('is an error that names the rule', () => {
    expect(unjudgedFinding({ path: 'de/KA-90001.md', rule: 'number-lost', error: undefined })).toMatchObject({
      rule: 'check-failed',
      severity: 'error',
      number: 'KA-90001',
      locale: 'de',
      message: 'not checked: number-lost took too long',
    });
  });
});
