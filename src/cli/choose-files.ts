import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { localeOfFolder, scanFolder } from '../content/scan-folder.js';
import { ConfigError } from '../config.js';
import type { CheckOptions } from './check-options.js';

/** The files a command is about. */
export interface FileChoice {
  /** @param file - Relative to the content folder. */
  readonly has: (file: string) => boolean;
}

/**
 * Choose files by the paths and locales asked for; all when none are.
 *
 * @throws ConfigError when a path is not in the content folder, or no folder is of a locale.
 */
export function chooseFiles(
  contentDir: string,
  { paths, locales }: Pick<CheckOptions, 'paths' | 'locales'>,
): FileChoice {
  if (paths.length === 0 && locales.length === 0) return { has: () => true };
  const known = new Set(scanFolder(contentDir).files.map(({ locale }) => locale));
  const unknown = locales.filter((locale) => !known.has(locale));
  if (unknown.length > 0)
    throw new ConfigError([
      `--locale: there is no "${unknown.join('", "')}"; there are ${[...known].sort().join(', ')}`,
    ]);
  const prefixes = paths.map((given) => locate(contentDir, given));
  return {
    has: (file) => {
      const locale = localeOfFolder(file.split('/')[0] ?? '');
      const isIn =
        prefixes.length === 0 ||
        prefixes.some((prefix) => prefix === '' || file === prefix || file.startsWith(`${prefix}/`));
      return isIn && (locales.length === 0 || (locale !== undefined && locales.includes(locale)));
    },
  };
}

/** A path from the working directory or the content folder, as one in the content folder. */
function locate(contentDir: string, given: string): string {
  const root = realpathSync(contentDir);
  for (const candidate of [path.resolve(given), path.resolve(root, given)]) {
    if (!existsSync(candidate)) continue;
    const relative = path.relative(root, realpathSync(candidate));
    if (!relative.startsWith('..') && !path.isAbsolute(relative)) return relative.split(path.sep).join('/');
  }
  throw new ConfigError([`"${given}" is no file or folder in the content folder`]);
}
