import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compileTranslation, type SourceContext } from '../src/content/compile-translation.js';
import {
  DEFAULT_INTERNAL_HOSTS,
  createAddressMask,
  privateAddressPattern,
} from '../src/content/private-address.js';
import { articleLosses } from '../test/support/article-losses.js';
import { htmlOf, SETTINGS } from '../test/support/compile.js';
import { htmlFaults } from '../test/support/html-faults.js';

/**
 * Compile every article of a large collection and verify that none is rejected, no word is lost and no unsafe HTML is rendered.
 *
 * usage: npm run bench:corpus -- --content DIR [--source-locale en]
 */
const { values } = parseArgs({
  options: { content: { type: 'string' }, 'source-locale': { type: 'string', default: 'en' } },
});
const contentDir = values.content;
const sourceLocale = values['source-locale'];
/** Faults printed. */
const SHOWN = 20;

if (contentDir === undefined || !existsSync(contentDir)) {
  process.stdout.write(`skipped: name a collection with --content DIR\n`);
} else {
  const privateAddress = privateAddressPattern(DEFAULT_INTERNAL_HOSTS);
  const settings = {
    ...SETTINGS,
    maskAddresses: createAddressMask(DEFAULT_INTERNAL_HOSTS),
    images: {
      local: (_path: string, source: string) => `/images/${source}`,
      file: (_path: string, source: string) => `/files/${source}`,
      inline: () => '/images/inline/x.png',
    },
  };
  const sources = new Map<string, SourceContext | undefined>();
  const folders = readdirSync(contentDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const locales = folders.map(({ name }) => name);
  // Translations need their source, so it comes first.
  locales.sort((a, b) => Number(b === sourceLocale) - Number(a === sourceLocale));
  const found: string[] = [];
  let files = 0;
  let failed = 0;
  for (const locale of locales) {
    const names = readdirSync(path.join(contentDir, locale), { recursive: true, encoding: 'utf8' });
    const articles = names.filter((name) => /(?:^|[\\/])K[AT]-\d+\.md$/.test(name));
    if (articles.length === 0) process.stdout.write(`${locale}: skipped, no articles\n`);
    for (const name of articles) {
      const fileNumber = path.basename(name, '.md');
      const text = readFileSync(path.join(contentDir, locale, name), 'utf8');
      const source = locale === sourceLocale ? undefined : sources.get(fileNumber);
      const compiled = compileTranslation(
        { path: `${locale}/${name}`, locale, text, fileNumber, source },
        settings,
      );
      if (locale === sourceLocale) sources.set(fileNumber, compiled.context);
      const faults = [
        ...compiled.diagnostics
          .filter(({ severity }) => severity === 'error')
          .map(({ code, message }) => `${code}: ${message}`),
        ...articleLosses(text, compiled, privateAddress).map((word) => `lost: ${word}`),
        ...htmlFaults(htmlOf(compiled)).map((fault) => `unsafe: ${fault}`),
      ];
      files++;
      if (faults.length > 0) failed++;
      found.push(...faults.map((fault) => `${locale}/${name}: ${fault}`));
    }
  }
  for (const line of found.slice(0, SHOWN)) process.stdout.write(`${line}\n`);
  process.stdout.write(
    `${files} files in ${locales.length} locales, ${failed} with losses, ${found.length} faults\n`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}
