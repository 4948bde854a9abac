import { accessSync, constants, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { ConfigError, type Config } from '../config.js';
import { inlineImageDir, type CompilerOptions } from '../ingest/compiler-options.js';
import { compilerFingerprint, libraryFile } from '../ingest/fingerprint.js';
import type { SyncThreadOptions } from '../ingest/sync-messages.js';

/** Milliseconds after a start with a library before its content is scanned: loading the compiler takes a core from the first answers. */
export const FIRST_SYNC_DELAY = 500;

/** The compiler as the settings want it, and the library file it writes. */
export interface Compiler {
  readonly options: CompilerOptions;
  readonly file: string;
}

/**
 * Ready the folders and the compiler; DATA_DIR is made when it is not there.
 *
 * @throws ConfigError when CONTENT_DIR is no folder that can be read, or DATA_DIR none that can be written to.
 */
export function configureCompiler(config: Config): Compiler {
  const options: CompilerOptions = {
    root: prepareFolders(config),
    inlineDir: inlineImageDir(config.dataDir),
    internalHosts: [...config.internalHosts],
    videoHosts: [...config.videoHosts],
    sourceLocale: config.sourceLocale,
  };
  return { options, file: libraryFile(config.dataDir, compilerFingerprint(options)) };
}

/** How the library is kept up to date while serving. */
export function syncOptions({ contentDir }: Config, { file, options }: Compiler): SyncThreadOptions {
  return { contentDir, libraryFile: file, compiler: options, watch: true };
}

/** @returns The content folder's real path. */
function prepareFolders({ contentDir, dataDir }: Config): string {
  const faults: string[] = [];
  const attempt = <Result>(setting: string, takes: string, step: () => Result): Result | undefined => {
    try {
      return step();
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unusable';
      faults.push(`${setting}: ${takes} (${reason})`);
      return undefined;
    }
  };
  const root = attempt('CONTENT_DIR', `takes a folder that can be read; "${contentDir}" is none`, () => {
    readdirSync(contentDir);
    return realpathSync(contentDir);
  });
  attempt('DATA_DIR', `takes a folder that can be written to; "${dataDir}" is none`, () => {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  });
  if (root === undefined || faults.length > 0) throw new ConfigError(faults);
  return root;
}
