import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compileTranslation, type SourceContext } from '../src/content/compile-translation.js';
import {
  DEFAULT_INTERNAL_HOSTS,
  createAddressMask,
  privateAddressPattern,
} from '../src/content/private-address.js';
import { SETTINGS } from '../test/support/compile.js';
import { faithfulLosses } from '../test/support/faithful-losses.js';

/**
 * Verify with an independent parser that no words are lost: for every article below a folder, count the words that markdown-it renders but
 * the page, the JSON text or the Markdown lacks, by kind.
 *
 * usage: npm run faithful -- DIR
 */
const { values, positionals } = parseArgs({
  options: { 'source-locale': { type: 'string', default: 'en' } },
  allowPositionals: true,
});
/** Losses printed. */
const SHOWN = 30;
const [root] = positionals;
if (root === undefined) throw new Error('name a folder: npm run faithful -- DIR');

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
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?:^|[\\/])K[AT]-\d+\.md$/.test(name))
  .map((name) => ({ name, locale: localeOf(name) }))
  // Translations need their source, so it comes first.
  .sort(
    (a, b) => Number(b.locale === values['source-locale']) - Number(a.locale === values['source-locale']),
  );
const sources = new Map<string, SourceContext | undefined>();
const byKind = new Map<string, number>();
const found: string[] = [];
let words = 0;
for (const { name, locale } of files) {
  const text = readFileSync(path.join(root, name), 'utf8');
  const fileNumber = path.basename(name, '.md');
  const key = `${name.slice(0, name.indexOf(locale))}${fileNumber}`;
  const isSource = locale === values['source-locale'];
  const source = isSource ? undefined : sources.get(key);
  const compiled = compileTranslation({ path: name, locale, text, fileNumber, source }, settings);
  if (isSource) sources.set(key, compiled.context);
  if (compiled.translation === undefined) {
    found.push(`${name}: refused: ${compiled.diagnostics.map(({ code }) => code).join(', ')}`);
    continue;
  }
  for (const { surface, kind, word, times } of faithfulLosses(text, compiled, privateAddress)) {
    words += times;
    byKind.set(`${surface} ${kind}`, (byKind.get(`${surface} ${kind}`) ?? 0) + times);
    found.push(`${name}: ${surface}, ${kind}: ${word}${times > 1 ? ` (${times} times)` : ''}`);
  }
}
for (const line of found.slice(0, SHOWN)) process.stdout.write(`${line}\n`);
for (const [kind, times] of [...byKind].sort(([, a], [, b]) => b - a))
  process.stdout.write(`${kind}: ${times}\n`);
process.stdout.write(`${files.length} articles, ${words} words lost\n`);
if (found.length > 0) process.exitCode = 1;

/** The parent folder, skipping `articles`. */
function localeOf(name: string): string {
  const folders = name.split(/[\\/]/).slice(0, -1);
  return folders.findLast((folder) => folder !== 'articles') ?? 'en';
}
