import { parseArgs } from 'node:util';
import { refuseUnknownOptions } from './check-options.js';

/** What `parlance release --help` says. */
export const RELEASE_USAGE = `usage: parlance release --out <folder> [--rollback]

Compiles what changed in CONTENT_DIR and writes a release into the folder: the library with all that is served beside it, compressed,
and manifest.json. Nodes whose RELEASE_URL is this folder, or its address, take it. The folder holds the newest two.

  --rollback   make the release before the newest the newest again; nothing is compiled

Settings: CONTENT_DIR, DATA_DIR, SOURCE_LOCALE, INTERNAL_HOSTS, CHANGES_KEEP, RELEASE_KEY (a private key signs the manifest).
`;

/** What `parlance release` is asked to do. */
export interface ReleaseOptions {
  readonly out: string;
  readonly isRollback: boolean;
}

/** @throws Error that says in one line what is wrong with the words behind `parlance release`. */
export function readReleaseOptions(args: readonly string[]): ReleaseOptions {
  refuseUnknownOptions(args, ['out', 'rollback']);
  const { values } = parseArgs({
    args: [...args],
    options: { out: { type: 'string' }, rollback: { type: 'boolean', default: false } },
  });
  if (values.out === undefined || values.out === '') throw new Error('release takes --out <folder>');
  return { out: values.out, isRollback: values.rollback };
}

/** @returns The settings that the words behind `parlance serve` stand for. @throws Error that says in one line what is wrong with them. */
export function readServeOptions(args: readonly string[]): Readonly<Record<string, string>> {
  refuseUnknownOptions(args, ['release']);
  const { values } = parseArgs({ args: [...args], options: { release: { type: 'string' } } });
  return values.release === undefined ? {} : { RELEASE_URL: values.release, RELEASE_INTERVAL: '0' };
}
