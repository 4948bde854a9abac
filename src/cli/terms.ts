import { stringify } from 'yaml';
import { readScanned } from '../check/check-batch.js';
import { planCheck } from '../check/check-folder.js';
import { pairDocuments } from '../check/reading/pairing.js';
import { readTermLists, TermCounter, type TermUse } from '../check/terms.js';
import type { Config } from '../config.js';
import { escapeMarkup } from '../pages/layout/markup.js';
import { readArguments, readChoice, readLocales, refuseMore, writeOutput, type Command } from './command.js';
import { chooseContent, readingSiteLists } from './content.js';

const USAGE = `usage: parlance terms [options]

Lists how labels, product names and bold words of the source are translated in each language, how often, and which
translation is preferred: the one in terms/<locale>.yaml in CONTENT_DIR, otherwise the most used one.

  --format <name>        csv (default), tbx (TBX-Basic) or yaml (preferred terms, as terms/<locale>.yaml takes
                         them; needs one --locale)
  --locale <tag>         only this locale (folder name); repeatable, or separated by commas
  --output, -o <file>    write to a file instead of standard output

Settings: CONTENT_DIR, SOURCE_LOCALE.
Exit codes: 0 success, 2 usage error or unreadable or unwritable file.
`;

type UsesByLocale = ReadonlyMap<string, readonly TermUse[]>;

const FORMATS = { csv: writeCsv, tbx: writeTbx, yaml: writeYaml };

/** `parlance terms`: list what the source's terms are called in each language. */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    const { values, positionals } = readArguments(args, {
      format: { type: 'string', default: 'csv' },
      locale: { type: 'string', multiple: true, default: [] },
      output: { type: 'string', short: 'o' },
    });
    refuseMore(positionals, 'terms');
    const format = readChoice('--format', values.format, ['csv', 'tbx', 'yaml'] as const);
    const locales = readLocales(values.locale);
    if (format === 'yaml' && locales.length !== 1) throw new Error('--format yaml takes one --locale');
    return {
      run: async (config) => {
        const { uses, sourceLocale } = await countTerms(config, locales);
        writeOutput(FORMATS[format](uses, sourceLocale), values.output);
        return 0;
      },
    };
  },
};

/** Count what each term is called in each language. */
async function countTerms(
  config: Config,
  locales: readonly string[],
): Promise<{ readonly uses: UsesByLocale; readonly sourceLocale: string }> {
  const { check, articles } = planCheck(chooseContent(config, { locales }));
  const counter = new TermCounter(await readingSiteLists(() => readTermLists(check.contentDir)));
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
  const uses = new Map([...known].sort().map((locale) => [locale, counter.uses(locale)]));
  return { uses, sourceLocale: check.sourceLocale };
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
