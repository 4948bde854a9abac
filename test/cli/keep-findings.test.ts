import request from 'supertest';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/check/finding.js';
import { keepFindings, rememberClean } from '../../src/server/findings.js';
import { buildApp } from '../support/build-app.js';
import { buildFinding } from '../support/build-finding.js';

const FOUND = buildFinding();

/** A library of some revision, and checks that end when the test says so. */
function arrange(revision?: string) {
  const library = { revision };
  const logged: unknown[] = [];
  const checks: PromiseWithResolve[] = [];
  const keep = keepFindings(library, { error: (fault: unknown) => logged.push(fault) }, () => {
    const check = createPromise();
    checks.push(check);
    return check.promise;
  });
  return { library, logged, checks, keep };
}

interface PromiseWithResolve {
  readonly promise: Promise<readonly Finding[]>;
  readonly resolve: (findings: readonly Finding[]) => void;
  readonly reject: (error: Error) => void;
}

function createPromise(): PromiseWithResolve {
  let settle: Omit<PromiseWithResolve, 'promise'> | undefined;
  const promise = new Promise<readonly Finding[]>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (settle === undefined) throw new Error('a promise calls at once');
  return { promise, ...settle };
}

describe('findings for the report', () => {
  it('are computed once in the background and cached', async () => {
    const { checks, keep } = arrange('1');
    expect([keep(), keep(), keep()]).toEqual([undefined, undefined, undefined]);
    checks[0]?.resolve([FOUND]);
    await expect.poll(keep).toEqual([FOUND]);
    expect(keep()).toBe(keep());
    expect(checks).toHaveLength(1);
  });

  it('of an older revision are discarded; the new one is checked on request', async () => {
    const { library, checks, keep } = arrange('1');
    keep();
    checks[0]?.resolve([FOUND]);
    await expect.poll(keep).toEqual([FOUND]);
    library.revision = '2';
    expect(checks).toHaveLength(1);
    expect(keep()).toBeUndefined();
    checks[1]?.resolve([]);
    await expect.poll(keep).toEqual([]);
  });

  it('are computed again if the content has changed meanwhile', async () => {
    const { library, checks, keep } = arrange('1');
    keep();
    library.revision = '2';
    expect(keep()).toBeUndefined();
    checks[0]?.resolve([FOUND]);
    await expect.poll(() => (keep(), checks.length)).toBe(2);
    checks[1]?.resolve([]);
    await expect.poll(keep).toEqual([]);
  });

  it('that fail are logged and retried on the next request', async () => {
    const { logged, checks, keep } = arrange('1');
    keep();
    checks[0]?.reject(new Error('disk gone'));
    await expect.poll(() => logged.length).toBe(1);
    expect(logged[0]).toMatchObject({ err: { message: 'disk gone' } });
    await expect.poll(() => (keep(), checks.length)).toBe(2);
  });

  it('are not computed without a library', () => {
    const { checks, keep } = arrange();
    expect(keep()).toBeUndefined();
    expect(checks).toEqual([]);
  });
});

describe('whether a translation is clean', () => {
  it('is checked once per revision, and unknown until then', async () => {
    const library = { revision: '1' };
    const asked: string[] = [];
    const isClean = rememberClean(library, (number, locale) => {
      asked.push(`${locale}/${number}`);
      return Promise.resolve(locale === 'de' ? [] : undefined);
    });
    expect(isClean('KA-90001', 'de')).toBeUndefined();
    await expect.poll(() => isClean('KA-90001', 'de')).toBe(true);
    await expect.poll(() => isClean('KA-90001', 'it')).toBe(false);
    expect(asked).toEqual(['de/KA-90001', 'it/KA-90001']);
    library.revision = '2';
    await expect.poll(() => isClean('KA-90001', 'de')).toBe(true);
    expect(asked).toHaveLength(3);
  });

  it('is checked for one article at a time', () => {
    const asked: string[] = [];
    const isClean = rememberClean({ revision: '1' }, (number) => {
      asked.push(number);
      return new Promise(() => undefined);
    });
    for (const number of ['KA-90001', 'KA-90002', 'KA-90001'] as const)
      expect(isClean(number, 'de')).toBeUndefined();
    expect(asked).toEqual(['KA-90001']);
  });

  it('appears on the cached page once it is known', async () => {
    const known: { isClean?: boolean } = {};
    const site = await buildApp({ change: (deps) => ({ ...deps, isClean: () => known.isClean }) });
    const read = async () => (await request(site.cached).get('/it/articles/KA-90001')).text;
    const said = 'Nessun errore rilevato dalle regole; testo non revisionato.';
    expect(await read()).not.toContain(said);
    const { hits } = site.cache.counts;
    expect(await read()).not.toContain(said);
    expect(site.cache.counts.hits).toBe(hits + 1);
    known.isClean = true;
    expect(await read()).toContain(said);
    expect(await read()).toContain(said);
    expect(site.cache.counts.hits).toBe(hits + 2);
    await site.close();
  });
});
