import { accessSync, constants, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, type Config } from '../config.js';
import { inlineImageDir, type CompilerOptions } from '../ingest/compiler-options.js';
import { compilerFingerprint, libraryFile, releaseSchema } from '../ingest/fingerprint.js';
import { otherContentFolder } from '../ingest/library-file.js';
import { RELEASED_LIBRARY, releaseFolders } from '../ingest/release.js';
import type { ReleaseThreadOptions, SyncThreadOptions } from '../ingest/sync-messages.js';

/** Milliseconds between a start with an existing library and the first scan, since loading the compiler competes with the first requests. */
export const FIRST_SYNC_DELAY = 500;

/** The configured compiler and the library file that is served; with releases, nothing is compiled. */
export interface Compiler {
  readonly options: CompilerOptions;
  readonly file: string;
  /** Days that removals and replaced passages are kept. */
  readonly keepDays: number;
}

/** Prepare the folders of a release or of the compiler. @throws ConfigError as `configureCompiler` does. */
export function configureServing(config: Config): Compiler {
  if (config.releaseUrl === undefined) return configureCompiler(config);
  const compiler = describeCompiler(config, ['DATA_DIR']);
  const { current } = releaseFolders(config.dataDir);
  const [contentDir, inlineDir] = [path.join(current, 'content'), path.join(current, 'inline')];
  return {
    ...compiler,
    options: { ...compiler.options, contentDir, inlineDir },
    file: path.join(current, RELEASED_LIBRARY),
  };
}

/**
 * Prepare the folders and the compiler; creates DATA_DIR when missing.
 *
 * @throws ConfigError when CONTENT_DIR is not a readable folder, or DATA_DIR is not writable or holds the library of
 *   another content folder.
 */
export function configureCompiler(config: Config): Compiler {
  const compiler = describeCompiler(config, ['CONTENT_DIR', 'DATA_DIR']);
  const { file: libraryFile, options } = compiler;
  const refusal = otherContentFolder({ libraryFile, contentDir: options.contentDir });
  if (refusal !== undefined) throw new ConfigError([refusal]);
  return compiler;
}

/** @throws ConfigError when a folder cannot be used. */
export function requireFolders(config: Config, needed: readonly (keyof typeof FOLDERS)[]): void {
  const faults = needed.flatMap((setting) => FOLDERS[setting](config) ?? []);
  if (faults.length > 0) throw new ConfigError(faults);
}

/**
 * The same for commands that do not need DATA_DIR.
 *
 * @throws ConfigError when CONTENT_DIR is not a readable folder.
 */
export function describeCompiler(
  config: Config,
  needed: Parameters<typeof requireFolders>[1] = ['CONTENT_DIR'],
): Compiler {
  requireFolders(config, needed);
  const options: CompilerOptions = {
    contentDir: path.resolve(config.contentDir),
    inlineDir: inlineImageDir(config.dataDir),
    internalHosts: [...config.internalHosts],
    videoHosts: [...config.videoHosts],
    sourceLocale: config.sourceLocale,
    ...(config.isInternal && { isInternal: true }),
  };
  const file = libraryFile(config.dataDir, compilerFingerprint(options));
  return { options, file, keepDays: config.changesKeep };
}

/** Keeps the library up to date while serving. */
export function syncOptions(
  config: Config,
  { file, options, keepDays }: Compiler,
): SyncThreadOptions | ReleaseThreadOptions {
  const { releaseUrl: source, releaseInterval: interval, releaseKey: key, dataDir } = config;
  if (source !== undefined)
    return { source, interval, key, dataDir, schema: releaseSchema(config.isInternal) };
  return { libraryFile: file, compiler: options, keepDays, watch: true };
}

/** What each folder setting requires. */
const FOLDERS = {
  CONTENT_DIR: ({ contentDir }: Config) =>
    faultOf(`CONTENT_DIR: "${contentDir}" is not a readable folder`, () => {
      readdirSync(contentDir);
    }),
  DATA_DIR: ({ dataDir }: Config) =>
    faultOf(`DATA_DIR: "${dataDir}" is not a writable folder`, () => {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      accessSync(dataDir, constants.W_OK);
    }),
};

function faultOf(fault: string, attempt: () => void): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unusable';
    return `${fault} (${reason})`;
  }
}
