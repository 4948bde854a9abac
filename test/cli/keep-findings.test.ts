import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/check/finding.js';
import { keepFindings } from '../../src/server/findings.js';
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
  it('are made once however many ask, who do not wait, and kept', async () => {
    const { checks, keep } = arrange('1');
    expect([keep(), keep(), keep()]).toEqual([undefined, undefined, undefined]);
    checks[0]?.resolve([FOUND]);
    await expect.poll(keep).toEqual([FOUND]);
    expect(keep()).toBe(keep());
    expect(checks).toHaveLength(1);
  });

  it('of an older revision are not shown; the newer one is checked when somebody asks', async () => {
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

  it('that come when the content has changed meanwhile are made again', async () => {
    const { library, checks, keep } = arrange('1');
    keep();
    library.revision = '2';
    expect(keep()).toBeUndefined();
    checks[0]?.resolve([FOUND]);
    await expect.poll(() => (keep(), checks.length)).toBe(2);
    checks[1]?.resolve([]);
    await expect.poll(keep).toEqual([]);
  });

  it('that cannot be made are logged, and tried again by who asks next', async () => {
    const { logged, checks, keep } = arrange('1');
    keep();
    checks[0]?.reject(new Error('disk gone'));
    await expect.poll(() => logged.length).toBe(1);
    expect(logged[0]).toMatchObject({ err: { message: 'disk gone' } });
    await expect.poll(() => (keep(), checks.length)).toBe(2);
  });

  it('are not made while there is nothing to serve', () => {
    const { checks, keep } = arrange();
    expect(keep()).toBeUndefined();
    expect(checks).toEqual([]);
  });
});
