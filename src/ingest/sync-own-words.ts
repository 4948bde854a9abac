import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
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

/** Synchronize `search.yaml`, inside the library's transaction; its bytes are part of the revision. */
export function syncOwnWords(writer: LibraryWriter, root: string): void {
  const { words, hash, diagnostics } = readOwnWords(root);
  writer.replaceDiagnostics(OWN_WORDS_FILE, diagnostics);
  const before = writer.meta('search-words-hash') ?? '';
  if (before === hash) return;
  for (const known of [before, hash].filter((one) => one !== '')) {
    writer.toggle({ path: OWN_WORDS_FILE, hash: known, contextHash: '', images: [] });
  }
  writer.putMeta('search-words-hash', hash);
  writer.putMeta('search-words', JSON.stringify(words));
}

function readOwnWords(root: string): {
  readonly words: OwnWords;
  /** Empty without a file. */
  readonly hash: string;
  readonly diagnostics: readonly Diagnostic[];
} {
  const file = path.join(root, OWN_WORDS_FILE);
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return { words: NO_WORDS, hash: '', diagnostics: [] };
  if (size > LARGEST_FILE) {
    const message = `the file has ${size} bytes: ${LARGEST_FILE} are read at most`;
    return { words: NO_WORDS, hash: '', diagnostics: [diagnostic(OWN_WORDS_FILE, 'search-yaml', message)] };
  }
  const text = readFileSync(file, 'utf8');
  const { words, errors } = parseOwnWords(text);
  return {
    words,
    hash: createHash('sha256').update(text).digest('hex'),
    diagnostics: errors.map(({ scope, line, message }) =>
      diagnostic(OWN_WORDS_FILE, scope === 'all' ? 'search-yaml' : 'search-words', message, line),
    ),
  };
}

/** Errors in the file: `all` rejects the file, `entry` one entry. */
interface OwnWordsError {
  readonly scope: 'all' | 'entry';
  readonly line: number;
  readonly message: string;
}

function describeIssue(error: z.ZodError, name: string): string {
  const [issue] = error.issues;
  return `${[name, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'is not right'}`;
}

/**
 * Parse `search.yaml`; an invalid entry affects only itself.
 *
 * @returns The usable part, and the errors.
 */
export function parseOwnWords(text: string): {
  readonly words: OwnWords;
  readonly errors: readonly OwnWordsError[];
} {
  const document = parseDocument(text);
  const [syntax] = document.errors;
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  if (syntax !== undefined) {
    const message = syntax.message.split('\n')[0] ?? 'cannot be read';
    return { words: NO_WORDS, errors: [{ scope: 'all', line: lineAt(syntax.pos[0]), message }] };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return {
      words: NO_WORDS,
      errors: [{ scope: 'all', line: 1, message: 'write words out instead of `*aliases`' }],
    };
  }
  const file = FILE.safeParse(value ?? {});
  if (!file.success) {
    return {
      words: NO_WORDS,
      errors: [{ scope: 'all', line: 1, message: describeIssue(file.error, OWN_WORDS_FILE) }],
    };
  }
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
