import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { diagnostic, type Diagnostic } from '../content/diagnostic.js';
import { NO_WORDS, OWN_WORDS_FILE, parseOwnWords, type OwnWords } from '../search/own-words.js';
import type { LibraryWriter } from './library-writer.js';

const LARGEST_FILE = 512 * 1024;

/** Bring `search.yaml` up to date, inside the library's transaction; its bytes are part of the revision. */
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
  /** Empty where there is no file. */
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
