import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkFolder } from '../check/check-folder.js';
import type { Finding } from '../check/finding.js';
import { patchFile } from '../check/patch.js';
import { ConfigError, type Config } from '../config.js';
import { chooseFiles } from './choose-files.js';
import { findWorse, folderInRepository, refuseUnknownRules } from './check.js';
import type { FixOptions } from './fix-options.js';

/**
 * `parlance fix`: write certain corrections as a patch.
 *
 * @returns The exit code.
 * @throws ConfigError for a path there is not, and for a file that cannot be written.
 */
export async function fix(config: Config, { paths, rules, output, against }: FixOptions): Promise<number> {
  refuseUnknownRules(rules);
  const { contentDir, sourceLocale, internalHosts } = config;
  const choice = chooseFiles(contentDir, { paths, locales: [] });
  const findings =
    against === undefined
      ? await checkFolder({
          contentDir,
          sourceLocale,
          internalHosts,
          isChosen: choice.has,
          ...(rules.length > 0 && { rules }),
        })
      : await findWorse(config, rules, choice, against);
  const files = new Map<string, Finding[]>();
  for (const finding of findings)
    if (finding.fix !== undefined) files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  const folder = folderInRepository(contentDir);
  const patch = [...files]
    .map(([file, found]) => {
      const text = readFileSync(path.join(contentDir, file), 'utf8');
      return patchFile(folder === '' ? file : `${folder}/${file}`, text, found) ?? '';
    })
    .join('');
  if (output === undefined) process.stdout.write(patch);
  else
    try {
      writeFileSync(output, patch);
    } catch {
      throw new ConfigError([`--output: "${output}" cannot be written`]);
    }
  return 0;
}
