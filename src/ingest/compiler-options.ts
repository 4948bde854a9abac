import path from 'node:path';
import { z } from 'zod';
import { createCheckSettings } from '../check/check-settings.js';
import type { TermLists } from '../check/terms.js';
import { createDialectWords } from '../content/markdown/dialect.js';
import { createImageFolder } from '../content/image-folder.js';
import { createAddressMask } from '../content/private-address.js';
import type { BatchSettings } from './compile-batch.js';
import { createStrings } from '../locale/strings.js';

/** Compiler options besides the files; plain data, since threads receive it. */
export const COMPILER_OPTIONS = z.object({
  /** The configured content folder; symbolic links are resolved by each sync. */
  contentDir: z.string(),
  /** Folder for extracted images. */
  inlineDir: z.string(),
  /** Host patterns whose URLs are never published. */
  internalHosts: z.array(z.string()),
  videoHosts: z.array(z.string()),
  /** The source locale. */
  sourceLocale: z.string(),
  /** Whether to read internal fields; default: no. */
  isInternal: z.boolean().optional(),
});

/** @see COMPILER_OPTIONS */
export type CompilerOptions = z.infer<typeof COMPILER_OPTIONS>;

/** The folder of extracted images, under DATA_DIR. */
export function inlineImageDir(dataDir: string): string {
  return path.join(dataDir, 'images');
}

/**
 * Create the compiler's dependencies.
 *
 * @returns What makes the settings of one sync; `root` is the content folder's real path then, `terms` the site's.
 */
export function createCompileSettings(
  options: CompilerOptions,
): (root: string, terms: TermLists) => BatchSettings {
  const settings = {
    words: createDialectWords(createStrings()),
    maskAddresses: createAddressMask(options.internalHosts),
    videoHosts: options.videoHosts,
    isInternal: options.isInternal,
  };
  const checks = createCheckSettings(options);
  return (root, terms) => ({
    ...settings,
    images: createImageFolder(root, options.inlineDir),
    checks: { ...checks, terms },
  });
}
