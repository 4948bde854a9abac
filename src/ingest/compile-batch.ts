import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { LocaleTag, Translation, TranslationSummary } from '../article/article.js';
import { cutPassages } from '../article/passages.js';
import {
  compileTranslation,
  type CompileSettings,
  type SourceContext,
} from '../content/compile-translation.js';
import { diagnostic, type Diagnostic } from '../content/diagnostic.js';
import { analyzeTranslation, type IndexEntry } from '../search/index/index-entry.js';
import { contentHash, storePassage, type StoredPassage } from './change-log.js';
import { readArticleFile } from '../content/read-article-file.js';

/** A file to compile, and what the library knows of it. */
export interface BatchFile {
  readonly path: string;
  readonly locale: LocaleTag;
  readonly isSource: boolean;
  /** Size in bytes, from the directory entry. */
  readonly size: number;
}

/** A source's context, as the library keeps it. */
export interface StoredContext {
  readonly hash: string;
  readonly context: SourceContext;
}

/** The files of one article to compile, the source first. */
export interface BatchGroup {
  readonly files: readonly BatchFile[];
  /** The context compiled last, for translations whose source is not among the files. */
  readonly stored: StoredContext | undefined;
}

/** An image or attachment as referenced, and whether it existed at compile time. */
export type ImageUse = readonly [source: string, wasThere: boolean];

/** Everything the library stores of a file. */
export interface CompiledRow {
  readonly path: string;
  readonly locale: LocaleTag;
  /** Empty for a file that could not be read. */
  readonly hash: string;
  readonly contextHash: string;
  /** Local images and attachments referenced. */
  readonly images: readonly ImageUse[];
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when an error excluded the file. */
  readonly served: ServedRow | undefined;
}

/** Texts for pages, search and citations. */
interface ServedTexts {
  readonly body: string;
  readonly passages: readonly StoredPassage[];
  /** What the search index keeps of it. */
  readonly entry: IndexEntry | undefined;
}

/** The columns of a translation; large values are already JSON, so that no tree is cloned between threads. */
interface ServedRow {
  readonly number: string;
  readonly publishedAt: string | undefined;
  readonly summary: string;
  readonly facts: string;
  /** Hash of what a reader sees. */
  readonly contentHash: string;
  /** Undefined where the library holds no texts. */
  readonly texts: ServedTexts | undefined;
  /** Only for the source. */
  readonly context: { readonly hash: string; readonly json: string } | undefined;
}

/**
 * Compile the files of some articles.
 *
 * @param root - The content folder's real path.
 * @param holdsTexts - Whether to produce texts and index entries, or only metadata.
 * @returns One row per file, in the given order.
 */
export function compileBatch(
  groups: readonly BatchGroup[],
  root: string,
  settings: CompileSettings,
  holdsTexts = true,
): CompiledRow[] {
  return groups.flatMap((group) => {
    let source = group.stored;
    return group.files.map((file) => {
      const beside = file.isSource ? undefined : source;
      const { row, context } = compileFile(file, beside, root, settings, holdsTexts);
      if (file.isSource) source = context;
      return row;
    });
  });
}

/** The row of an excluded file: its context is empty, since no other file affects its errors. */
export function refusedRow(file: BatchFile, hash: string, diagnostics: readonly Diagnostic[]): CompiledRow {
  const { path: relative, locale } = file;
  return { path: relative, locale, hash, contextHash: '', images: [], diagnostics, served: undefined };
}

function compileFile(
  file: BatchFile,
  source: StoredContext | undefined,
  root: string,
  settings: CompileSettings,
  holdsTexts: boolean,
): { readonly row: CompiledRow; readonly context: StoredContext | undefined } {
  const { path: relative, locale } = file;
  const read = readArticleFile(root, relative);
  if ('code' in read) return { row: refusedRow(file, '', [read]), context: undefined };
  const { text, hash } = read;
  const uses = new Map<string, boolean>();
  try {
    const fileNumber = parseArticleNumber(path.basename(relative, path.extname(relative)));
    const compiled = compileTranslation(
      { path: relative, locale, text, fileNumber, source: source?.context },
      { ...settings, images: noteUses(settings.images, uses) },
    );
    const { translation, facts, diagnostics } = compiled;
    const context = compiled.context && {
      hash: hashOf(JSON.stringify(compiled.context)),
      context: compiled.context,
    };
    if (translation === undefined || facts === undefined)
      return { row: refusedRow(file, hash, diagnostics), context };
    const served = {
      number: translation.number,
      publishedAt: translation.publishedAt,
      summary: JSON.stringify(summarize(translation)),
      facts: JSON.stringify(facts),
      contentHash: contentHash(translation),
      texts: holdsTexts
        ? {
            body: JSON.stringify(translation),
            passages: cutPassages(translation, facts.products).map(storePassage),
            entry: analyzeTranslation(translation, facts),
          }
        : undefined,
      context:
        file.isSource && context ? { hash: context.hash, json: JSON.stringify(context.context) } : undefined,
    };
    const refused = refusedRow(file, hash, diagnostics);
    return { row: { ...refused, contextHash: source?.hash ?? '', images: [...uses], served }, context };
  } catch (error) {
    // A parser failure (say, too deep nesting) is the file's error and excludes only this file.
    const reason = error instanceof RangeError ? 'it is nested too deeply' : String(error);
    const found = diagnostic(relative, 'compile-failed', `the text cannot be compiled: ${reason}`);
    return { row: refusedRow(file, hash, [found]), context: undefined };
  }
}

function noteUses(images: CompileSettings['images'], uses: Map<string, boolean>): CompileSettings['images'] {
  const note =
    (find: CompileSettings['images']['file']): CompileSettings['images']['file'] =>
    (articlePath, source) => {
      const address = find(articlePath, source);
      uses.set(source, address !== undefined);
      return address;
    };
  return { ...images, local: note(images.local), file: note(images.file) };
}

function summarize(translation: Translation): TranslationSummary {
  const { locale, title, description, version, createdAt, publishedAt } = translation;
  const { stepCount, stepMarks, origin, risk } = translation;
  return { locale, title, description, version, createdAt, publishedAt, stepCount, stepMarks, origin, risk };
}

/** SHA-256, in hexadecimal. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
