import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countKeys } from '../group-by.js';
import type { Finding } from './finding.js';

/** The given state is neither a folder nor a git revision. */
export class UnknownStateError extends Error {
  override readonly name = 'UnknownStateError';
}

/**
 * Run a function with an earlier state of the content.
 *
 * @param state - A folder, or a git commit, branch or tag, whose files are copied to a temporary folder.
 * @throws UnknownStateError when it is neither.
 */
export async function withEarlierContent<Result>(
  contentDir: string,
  state: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  if (statSync(state, { throwIfNoEntry: false })?.isDirectory() === true) return await use(state);
  const folder = mkdtempSync(path.join(tmpdir(), 'parlance-against-'));
  try {
    const git = (...args: readonly string[]): Buffer =>
      execFileSync('git', ['-C', contentDir, ...args], { maxBuffer: 1024 ** 3, stdio: 'pipe' });
    try {
      const commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${state}^{commit}`);
      execFileSync('tar', ['-x', '-C', folder], { input: git('archive', commit.toString().trim(), '.') });
    } catch {
      throw new UnknownStateError(
        `"${state}" is neither a folder nor a commit that contains the content folder`,
      );
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Remove findings that already existed: per rule and file, only additional ones remain.
 *
 * @param before - Findings of the earlier state, with the same file names.
 */
export function worseFindings(now: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  const keyOf = ({ file, rule }: Finding): string => `${file} ${rule}`;
  const earlier = countKeys(before.map(keyOf));
  const surplus = countKeys(now.map(keyOf));
  for (const [key, count] of surplus) surplus.set(key, count - (earlier.get(key) ?? 0));
  const said = (finding: Finding): string => `${keyOf(finding)} ${finding.message}`;
  const known = new Set(before.flatMap((finding) => [finding.fingerprint, said(finding)]));
  return now.filter((finding) => {
    const left = surplus.get(keyOf(finding)) ?? 0;
    const isNew = left > 0 && !known.has(finding.fingerprint) && !known.has(said(finding));
    if (isNew) surplus.set(keyOf(finding), left - 1);
    return isNew;
  });
}
