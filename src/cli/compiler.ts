import { realpathSync } from 'node:fs';
import type { Config } from '../config.js';
import { inlineImageDir, type CompilerOptions } from '../library/compiler-options.js';
import { compilerFingerprint, libraryFile } from '../library/fingerprint.js';

/** The compiler as the settings want it, and the library file it writes. */
export interface Compiler {
  readonly options: CompilerOptions;
  readonly file: string;
}

/** @throws When CONTENT_DIR does not exist. */
export function configureCompiler(config: Config): Compiler {
  const options: CompilerOptions = {
    root: realpathSync(config.contentDir),
    inlineDir: inlineImageDir(config.dataDir),
    internalHosts: [...config.internalHosts],
    videoHosts: [...config.videoHosts],
    sourceLocale: config.sourceLocale,
  };
  return { options, file: libraryFile(config.dataDir, compilerFingerprint(options)) };
}
