import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { readTermLists, type TermLists } from '../check/terms.js';
import { diagnostic, type Diagnostic } from '../content/diagnostic.js';
import { BOOST, NO_WORDS, SYNONYMS, type OwnWords } from '../search/own-words.js';
import type { LibraryWriter } from './library-writer.js';

/** The file with a site's synonyms and boosted articles. */
const OWN_WORDS_FILE = 'search.yaml';
const LARGEST_FILE = 512 * 1024;
const FILE = z.strictObject({
  synonyms: z.array(z.unknown()).max(2_000).default([]),
  boosts: z.array(z.unknown()).max(2_000).default([]),
});

/** The site's terms, and why its lists cannot be read, if so. */
export interface SiteTerms {
  readonly lists: TermLists;
  readonly errors: readonly OwnWordsError[];
}

/** Read the site's terms; a list that cannot be read rejects all. */
export function readSiteTerms(root: string): SiteTerms {
  try {
    return { lists: readTermLists(root), errors: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'terms';
    return { lists: new Map(), errors: [{ scope: 'entry', line: 1, message }] };
  }
}

/**
 * Synchronize `search.yaml` and the site's terms, inside the library's transaction; they are part of the revision. A source term and
 * its translation find each other.
 */
export function syncOwnWords(writer: LibraryWriter, root: string, terms: SiteTerms): void {
  const { file, words, diagnostics } = readOwnWords(root, terms);
  writer.replaceDiagnostics(OWN_WORDS_FILE, diagnostics);
  const content =
    file + [...terms.lists].map(([locale, list]) => JSON.stringify([locale, ...list])).join('\n');
  const hash = content === '' ? '' : createHash('sha256').update(content).digest('hex');
  const before = writer.meta('search-words-hash') ?? '';
  if (before === hash) return;
  for (const known of [before, hash].filter((one) => one !== '')) {
    writer.toggle({ path: OWN_WORDS_FILE, hash: known, contextHash: '', images: [] });
  }
  const synonyms = [...terms.lists.values()].flatMap((list) =>
    [...list].filter(([term, text]) => term !== text).map((pair) => ({ words: pair })),
  );
  writer.putMeta('search-words-hash', hash);
  writer.putMeta('search-words', JSON.stringify({ ...words, synonyms: [...words.synonyms, ...synonyms] }));
}

/** Read `search.yaml`, and what is wrong with it and the site's terms. */
export function readOwnWords(
  root: string,
  terms: SiteTerms,
): { readonly file: string; readonly words: OwnWords; readonly diagnostics: readonly Diagnostic[] } {
  const name = path.join(root, OWN_WORDS_FILE);
  const file = existsSync(name) ? readFileSync(name, 'utf8') : '';
  const { words, errors } = parseOwnWords(file);
  const diagnostics = [...errors, ...terms.errors].map(({ scope, line, message }) =>
    diagnostic(OWN_WORDS_FILE, scope === 'all' ? 'search-yaml' : 'search-words', message, line),
  );
  return { file, words, diagnostics };
}

/** Errors in the file: `all` rejects the file, `entry` one entry. */
interface OwnWordsError {
  readonly scope: 'all' | 'entry';
  readonly line: number;
  readonly message: string;
}

function describeIssue(error: z.ZodError, name: string): string {
  const [issue] = error.issues;
  return `${[name, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'invalid'}`;
}

/**
 * Parse `search.yaml`; an invalid entry affects only itself.
 *
 * @returns The usable part, and the errors.
 */
export function parseOwnWords(text: string): {
  readonly words: OwnWords;
  readonly errors: OwnWordsError[];
} {
  const fail = (message: string, line = 1): ReturnType<typeof parseOwnWords> => ({
    words: NO_WORDS,
    errors: [{ scope: 'all', line, message }],
  });
  if (text.length > LARGEST_FILE) {
    return fail(`the file has ${text.length} characters; the limit is ${LARGEST_FILE}`);
  }
  const document = parseDocument(text);
  const [syntax] = document.errors;
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  if (syntax !== undefined) {
    return fail(syntax.message.split('\n')[0] ?? 'cannot be read', lineAt(syntax.pos[0]));
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return fail('write out the words instead of using `*aliases`');
  }
  const file = FILE.safeParse(value ?? {});
  if (!file.success) return fail(describeIssue(file.error, OWN_WORDS_FILE));
  const errors: OwnWordsError[] = [];
  const read = <Entry>(list: 'synonyms' | 'boosts', schema: z.ZodType<Entry>): Entry[] =>
    file.data[list].flatMap((entry, i) => {
      const parsed = schema.safeParse(entry);
      if (parsed.success) return [parsed.data];
      const node: unknown = document.getIn([list, i], true);
      const range = z.object({ range: z.tuple([z.number()]).rest(z.number()) }).safeParse(node);
      const line = range.success ? lineAt(range.data.range[0]) : 1;
      errors.push({ scope: 'entry', line, message: describeIssue(parsed.error, `${list}[${i}]`) });
      return [];
    });
  return { words: { synonyms: read('synonyms', SYNONYMS), boosts: read('boosts', BOOST) }, errors };
}
