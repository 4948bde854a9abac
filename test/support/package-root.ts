import { existsSync } from 'node:fs';
import path from 'node:path';

/** The package's folder, wherever this file is compiled to. */
export const PACKAGE_ROOT = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  return findRoot(path.dirname(folder));
}
