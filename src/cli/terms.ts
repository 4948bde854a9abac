import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { readScanned } from '../check/check-batch.js';
import { planCheck } from '../check/check-folder.js';
import { pairDocuments } from '../check/pairing.js';
import { SiteListError } from '../check/suppression.js';
import { readTermLists, TermCounter, type TermUse } from '../check/terms.js';
import { ConfigError, type Config } from '../config.js';
import { escapeMarkup } from '../pages/layout/markup.js';
import { chooseFiles } from './choose-files.js';
import type { TermsOptions } from './terms-options.js';

type UsesByLocale = ReadonlyMap<string, readonly TermUse[]>;

/**
 * `parlance terms`: list what the source's terms are called in each language.
 *
 * @returns The exit code.
 * @throws ConfigError for a locale there is not, a list that cannot be read, and a file that cannot be written.
 */
export function terms(config: Config, { format, locales, output }: TermsOptions): number {
  const { contentDir, sourceLocale, internalHosts } = config;
  const isChosen = chooseFiles(contentDir, { paths: [], locales }).has;
  const { check, articles } = planCheck({ contentDir, sourceLocale, internalHosts, isChosen });
  const counter = new TermCounter(readLists(check.contentDir));
  const known = new Set<string>();
  for (const { source: sourceFile, translations } of articles) {
    const source = sourceFile && readScanned(check.contentDir, sourceFile);
    if (source === undefined) continue;
    for (const file of translations) {
      const translation = readScanned(check.contentDir, file);
      if (translation === undefined) continue;
      known.add(file.locale);
      counter.add(file.locale, pairDocuments(source, translation).aligned);
    }
  }
  const uses: UsesByLocale = new Map([...known].sort().map((locale) => [locale, counter.uses(locale)]));
  const written = { csv: writeCsv, tbx: writeTbx, yaml: writeYaml }[format](uses, check.sourceLocale);
  if (output === undefined) process.stdout.write(written);
  else
    try {
      writeFileSync(output, written);
    } catch {
      throw new ConfigError([`--output: "${output}" cannot be written`]);
    }
  return 0;
}

function readLists(contentDir: string): ReturnType<typeof readTermLists> {
  try {
    return readTermLists(contentDir);
  } catch (error) {
    throw error instanceof SiteListError ? new ConfigError([error.message]) : error;
  }
}

/** One row a translation; RFC 4180. */
function writeCsv(uses: UsesByLocale): string {
  const rows = [...uses].flatMap(([locale, terms]) =>
    terms.flatMap(({ term, kind, translations, preferred, isListed }) =>
      translations.map(({ text, count }) => {
        const status = text !== preferred ? '' : isListed ? 'listed' : 'most used';
        return [locale, kind, term, text, String(count), status];
      }),
    ),
  );
  const header = ['locale', 'kind', 'term', 'translation', 'count', 'preferred'];
  return [header, ...rows].map((row) => `${row.map(quote).join(',')}\r\n`).join('');
}

/** Quoted where it must be; a spreadsheet is not to take a label for a formula. */
function quote(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What `terms/<locale>.yaml` takes; what is most used is written as a proposal to be read over. */
function writeYaml(uses: UsesByLocale): string {
  const [terms = []] = [...uses.values()];
  const preferred = terms.flatMap(({ term, preferred }) =>
    preferred === undefined ? [] : [[term, preferred]],
  );
  return stringify(Object.fromEntries(preferred), { schema: 'failsafe', lineWidth: 0 });
}

/** Terms with a preferred word in one language at least. @see ISO 30042:2019, TBX-Basic */
function writeTbx(uses: UsesByLocale, sourceLocale: string): string {
  const concepts = new Map<string, [string, TermUse][]>();
  for (const [locale, terms] of uses)
    for (const use of terms)
      if (use.preferred !== undefined)
        concepts.set(use.term, [...(concepts.get(use.term) ?? []), [locale, use]]);
  const entries = [...concepts].map(([term, found], index) => {
    const languages = found.map(([locale, { translations, preferred = '' }]) => {
      const others = translations.map(({ text }) => text).filter((text) => text !== preferred && text !== '');
      const sections = [
        termSection(preferred, 'preferredTerm-admn-sts'),
        ...others.map((text) => termSection(text, 'deprecatedTerm-admn-sts')),
      ];
      return `<langSec xml:lang="${locale}">${sections.join('')}</langSec>`;
    });
    const source = `<langSec xml:lang="${sourceLocale}">${termSection(term)}</langSec>`;
    return `<conceptEntry id="c${index + 1}">${source}${languages.join('')}</conceptEntry>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<tbx type="TBX-Basic" style="dca" xml:lang="${sourceLocale}" xmlns="urn:iso:std:iso:30042:ed-2">`,
    '<tbxHeader><fileDesc><sourceDesc><p>Terms of a Parlance knowledge base</p></sourceDesc></fileDesc></tbxHeader>',
    `<text><body>`,
    ...entries,
    '</body></text>',
    '</tbx>\n',
  ].join('\n');
}

function termSection(term: string, status?: string): string {
  const note = status === undefined ? '' : `<termNote type="administrativeStatus">${status}</termNote>`;
  return `<termSec><term>${escapeMarkup(term)}</term>${note}</termSec>`;
}
