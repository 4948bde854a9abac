import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { LocaleTag, Translation, TranslationSummary } from '../article/article.js';
import {
  compileTranslation,
  type CompileSettings,
  type SourceContext,
} from '../content/compile-translation.js';
import { diagnostic, type Diagnostic } from '../content/diagnostic.js';
import type { Companion } from './companion.js';
import { readArticleFile } from '../content/read-article-file.js';

/** A file to be compiled, and what the library knows of it. */
export interface BatchFile {
  readonly path: string;
  readonly locale: LocaleTag;
  readonly isSource: boolean;
  /** Bytes, as the folder shows it. */
  readonly size: number;
  /** Hash of the bytes compiled last; the file is skipped when it and the context are still the same. */
  readonly known: { readonly hash: string; readonly contextHash: string } | undefined;
}

/** A source's context, as the library keeps it. */
export interface StoredContext {
  readonly hash: string;
  readonly context: SourceContext;
}

/** The files of one article number that may have changed, the source's first. */
export interface BatchGroup {
  readonly files: readonly BatchFile[];
  /** The context compiled last, for translations whose source is not among the files. */
  readonly stored: StoredContext | undefined;
}

/** An image as a text names it, and whether it was there when the text was compiled. */
export type ImageUse = readonly [source: string, wasThere: boolean];

/** Everything the library writes down of a file. */
export interface CompiledRow {
  readonly path: string;
  readonly locale: LocaleTag;
  /** Empty for a file that could not be read. */
  readonly hash: string;
  readonly contextHash: string;
  /** Local images the text names. */
  readonly images: readonly ImageUse[];
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when an error kept the file out. */
  readonly served: ServedRow | undefined;
}

/** The columns of a translation; long values are JSON already, so that no tree is copied between threads. */
interface ServedRow {
  readonly number: string;
  readonly publishedAt: string | undefined;
  readonly summary: string;
  readonly facts: string;
  readonly body: string;
  /** What the companion keeps of it; plain data. */
  readonly entry: unknown;
  /** Only for the source. */
  readonly context: { readonly hash: string; readonly json: string } | undefined;
}

/** What came of one file; `unchanged` when there was nothing to do. */
export type BatchResult =
  | { readonly kind: 'unchanged'; readonly path: string }
  | { readonly kind: 'compiled'; readonly row: CompiledRow };

/**
 * Compile the files of some articles.
 *
 * @param root - The content folder's real path.
 * @returns One result a file, in the order given.
 */
export function compileBatch(
  groups: readonly BatchGroup[],
  root: string,
  settings: CompileSettings,
  analyze?: Companion['analyze'],
): BatchResult[] {
  return groups.flatMap((group) => {
    let source = group.stored;
    return group.files.map((file) => {
      const result = compileFile(file, file.isSource ? undefined : source, root, settings, analyze);
      if (file.isSource && result.kind === 'compiled') source = result.stored;
      return result.kind === 'compiled' ? { kind: 'compiled', row: result.row } : result;
    });
  });
}

function compileFile(
  file: BatchFile,
  source: StoredContext | undefined,
  root: string,
  settings: CompileSettings,
  analyze: Companion['analyze'] | undefined,
):
  | Extract<BatchResult, { kind: 'unchanged' }>
  | { kind: 'compiled'; row: CompiledRow; stored: StoredContext | undefined } {
  const { path: relative, locale, known } = file;
  const contextHash = source?.hash ?? '';
  // A file that is kept out was read beside nothing: no other file changes what is wrong with it.
  const base = { path: relative, locale, contextHash: '', images: [], served: undefined };
  const read = readArticleFile(root, relative);
  if ('code' in read)
    return { kind: 'compiled', row: { ...base, hash: '', diagnostics: [read] }, stored: undefined };
  const { text, hash } = read;
  if (known?.hash === hash && known.contextHash === contextHash) return { kind: 'unchanged', path: relative };
  const uses = new Map<string, boolean>();
  try {
    const fileNumber = parseArticleNumber(path.basename(relative, path.extname(relative)));
    const compiled = compileTranslation(
      { path: relative, locale, text, fileNumber, source: source?.context },
      { ...settings, images: noteUses(settings.images, uses) },
    );
    const { translation, facts, context, diagnostics } = compiled;
    const stored = context && { hash: hashOf(JSON.stringify(context)), context };
    const served = translation && {
      number: translation.number,
      publishedAt: translation.publishedAt,
      summary: JSON.stringify(summarize(translation)),
      facts: JSON.stringify(facts),
      body: JSON.stringify(translation),
      entry: facts && analyze?.(translation, facts),
      context: file.isSource && stored ? { hash: stored.hash, json: JSON.stringify(context) } : undefined,
    };
    return {
      kind: 'compiled',
      row: { ...base, hash, ...(served && { contextHash, images: [...uses] }), diagnostics, served },
      stored,
    };
  } catch (error) {
    // A parser that gives up (nesting beyond its stack, say) is the file's diagnostic, and keeps only this file out.
    const reason =
      error instanceof RangeError
        ? 'it is nested too deep'
        : error instanceof Error
          ? error.message
          : 'unknown error';
    const diagnostics = [diagnostic(relative, 'compile-failed', `the text cannot be compiled: ${reason}`)];
    return { kind: 'compiled', row: { ...base, hash, diagnostics }, stored: undefined };
  }
}

function noteUses(images: CompileSettings['images'], uses: Map<string, boolean>): CompileSettings['images'] {
  return {
    ...images,
    local: (articlePath, source) => {
      const address = images.local(articlePath, source);
      uses.set(source, address !== undefined);
      return address;
    },
  };
}

function summarize(translation: Translation): TranslationSummary {
  const { locale, title, description, version, createdAt, publishedAt } = translation;
  const { stepCount, stepMarks, origin } = translation;
  return { locale, title, description, version, createdAt, publishedAt, stepCount, stepMarks, origin };
}

/** SHA-256, in hexadecimal. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
