import path from 'node:path';
import { z } from 'zod';
import type { CompileSettings } from '../content/compile-translation.js';
import { createDialectWords } from '../content/markdown/dialect.js';
import { createImageFolder } from '../content/image-folder.js';
import { createAddressMask } from '../content/private-address.js';
import { createStrings } from '../locale/strings.js';

/** What compiling depends on besides the files; plain data, since threads are started with it. */
export const COMPILER_OPTIONS = z.object({
  /** The content folder as the settings name it; where links lead is resolved anew by each sync. */
  contentDir: z.string(),
  /** Where cut-out images are written. */
  inlineDir: z.string(),
  /** Host patterns; addresses on them are never published. */
  internalHosts: z.array(z.string()),
  videoHosts: z.array(z.string()),
  /** The locale others are compared with. */
  sourceLocale: z.string(),
  /** Whether what is for agents only is read, too; default: it is not. */
  isInternal: z.boolean().optional(),
  /** Off where only what is known of the files is wanted, without texts and search index; default: on. */
  holdsTexts: z.boolean().optional(),
});

/** @see COMPILER_OPTIONS */
export type CompilerOptions = z.infer<typeof COMPILER_OPTIONS>;

/** The folder, under DATA_DIR, of images cut out of texts. */
export function inlineImageDir(dataDir: string): string {
  return path.join(dataDir, 'images');
}

/**
 * Make the compiler's collaborators.
 *
 * @returns What makes the settings of one sync; `root` is the content folder's real path then.
 */
export function createCompileSettings(options: CompilerOptions): (root: string) => CompileSettings {
  const settings = {
    words: createDialectWords(createStrings()),
    maskAddresses: createAddressMask(options.internalHosts),
    videoHosts: options.videoHosts,
    isInternal: options.isInternal,
  };
  return (root) => ({ ...settings, images: createImageFolder(root, options.inlineDir) });
}
