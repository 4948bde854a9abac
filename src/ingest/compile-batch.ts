import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { LocaleTag, Translation, TranslationSummary } from '../article/article.js';
import { cutPassages } from '../article/passages.js';
import type { CheckSettings } from '../check/check-settings.js';
import { readScanned } from '../check/check-batch.js';
import { judgePassages } from '../check/passage-faults.js';
import { ArticleDocument } from '../check/reading/document.js';
import {
  compileTranslation,
  type CompiledFile,
  type CompileSettings,
  type SourceContext,
} from '../content/compile-translation.js';
import { diagnostic, type Diagnostic } from '../content/diagnostic.js';
import { analyzeTranslation } from '../search/index/index-entry.js';
import { contentHash, packPassages } from './change-log.js';
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
  /** Of the source's bytes: the context follows from them, and the checker compares with all of its source. */
  readonly hash: string;
  readonly context: SourceContext;
  /** The source's file, relative to the content folder. */
  readonly path: string;
}

/** A source that translations are compiled with. */
interface Source extends StoredContext {
  /** For the checker; undefined if the file is no longer readable. */
  readonly document: ArticleDocument | undefined;
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

/** How batches are compiled. */
export interface BatchSettings extends CompileSettings {
  readonly checks: CheckSettings;
}

type ServedRow = NonNullable<ReturnType<typeof serve>>;

/**
 * Compile the files of some articles.
 *
 * @param root - The content folder's real path.
 * @returns One row per file, in the given order.
 */
export function compileBatch(
  groups: readonly BatchGroup[],
  root: string,
  settings: BatchSettings,
): CompiledRow[] {
  return groups.flatMap((group) => {
    let source: Source | undefined;
    return group.files.map((file) => {
      if (!file.isSource) source ??= group.stored && withDocument(group.stored, root, settings);
      const compiled = compileFile(file, file.isSource ? undefined : source, root, settings);
      // Of two sources the first is served.
      if (file.isSource) source ??= compiled.source;
      return compiled.row;
    });
  });
}

/** The source may have been edited since it was compiled: then the sync that compiles it comes back to its translations. */
function withDocument(stored: StoredContext, root: string, { checks }: BatchSettings): Source {
  const document = readScanned(root, { path: stored.path, locale: checks.sourceLocale });
  return { ...stored, document };
}

/** Stands for the hash of a file that took too long or too much memory. */
export const UNFINISHED = 'unfinished';

/** The row of an excluded file: its context is empty, since no other file affects its errors. */
export function refusedRow(file: BatchFile, hash: string, diagnostics: readonly Diagnostic[]): CompiledRow {
  const { path: relative, locale } = file;
  return { path: relative, locale, hash, contextHash: '', images: [], diagnostics, served: undefined };
}

function compileFile(
  file: BatchFile,
  source: Source | undefined,
  root: string,
  settings: BatchSettings,
): { readonly row: CompiledRow; readonly source: Source | undefined } {
  const { path: relative, locale } = file;
  const read = readArticleFile(root, relative);
  if ('code' in read) return { row: refusedRow(file, '', [read]), source: undefined };
  const { text, hash } = read;
  const uses = new Map<string, boolean>();
  let document: ArticleDocument | undefined;
  try {
    const fileNumber = parseArticleNumber(path.basename(relative, path.extname(relative)));
    const compiled = compileTranslation(
      {
        path: relative,
        locale,
        text,
        fileNumber,
        source: source?.context,
        onParsed: (front, article) => {
          document = new ArticleDocument({ path: relative, locale, text }, front, article);
        },
      },
      { ...settings, images: noteUses(settings.images, uses) },
    );
    const { context } = compiled;
    const own = file.isSource ? context : undefined;
    const refused = refusedRow(file, hash, compiled.diagnostics);
    const served = serve(compiled, document, source, settings, own);
    return {
      row:
        served === undefined
          ? refused
          : { ...refused, contextHash: source?.hash ?? '', images: [...uses], served },
      source: own && { hash, context: own, path: relative, document },
    };
  } catch (error) {
    // A parser failure (say, too deep nesting) is the file's error and excludes only this file.
    const reason = error instanceof RangeError ? 'it is nested too deeply' : String(error);
    const found = diagnostic(relative, 'compile-failed', `the text cannot be compiled: ${reason}`);
    return { row: refusedRow(file, hash, [found]), source: undefined };
  }
}

/** The columns of a translation; large values are already JSON, so that no tree is cloned between threads. */
function serve(
  { translation, facts, blocks = [] }: CompiledFile,
  document: ArticleDocument | undefined,
  source: Source | undefined,
  { checks }: BatchSettings,
  own: SourceContext | undefined,
) {
  if (translation === undefined || facts === undefined) return undefined;
  const passages = cutPassages(translation, facts.products);
  // The source's folder may have a longer name than the setting: `en-US` for `en`.
  const settings = own ? { ...checks, sourceLocale: translation.locale } : checks;
  const judged: Translation = {
    ...translation,
    ...(document && judgePassages(document, source?.document, settings, blocks, passages)),
  };
  return {
    number: translation.number,
    publishedAt: translation.publishedAt,
    summary: JSON.stringify(summarize(judged)),
    facts: JSON.stringify(facts),
    /** Of what a reader sees. */
    contentHash: contentHash(judged),
    body: JSON.stringify(judged),
    passages: packPassages(passages),
    /** What the search index keeps of it. */
    entry: analyzeTranslation(translation, facts),
    /** Only of the source. */
    context: own && JSON.stringify(own),
  };
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
  const { stepCount, stepMarks, origin, risk, faulty } = translation;
  const times = { version, createdAt, publishedAt };
  return { locale, title, description, ...times, stepCount, stepMarks, origin, risk, faulty };
}
