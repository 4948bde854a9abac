import type { ArticleNumber } from '../article/article-number.js';
import type { ArticleFacts, ArticleLink, LocaleTag, Step, Translation } from '../article/article.js';
import { stepMarks } from '../article/align-steps.js';
import { measureRisk, namesOf } from '../article/risk.js';
import { direction } from '../locale/tag.js';
import { applyDialect } from './markdown/apply-dialect.js';
import type { DialectWords, ImageDescriptions, ImageStore } from './markdown/dialect.js';
import { unescapeText } from './markdown/export-code.js';
import { decodeReferences } from '../article/html.js';
import { parseArticle, type ParsedArticle } from './markdown/parse-article.js';
import { stripUiControls } from './markdown/ui-control.js';
import { evenSpaces } from './markdown/visible-text.js';
import { readInternal, readFrontMatter, type FrontMatter } from './front-matter.js';
import { diagnostic, type Diagnostic, type DiagnosticCode } from './diagnostic.js';
import { prepareSource, splitFrontMatter, type SplitFile } from './split-front-matter.js';
import { isPlaceholderDescription } from './author-words.js';
import { cleanQuotes, dropMarker, quoteEdges, type QuoteEdges } from './leaked-quotes.js';
import { outlineArticle, type ContextLabel } from './outline.js';
import { writeSections, type PlacedBlock } from './section-parts.js';
import type { MaskAddresses } from './private-address.js';
import { exceededLimit } from './text-limits.js';

/** Source context for translations: which values are legitimately quoted, and what labels mean. */
export interface SourceContext {
  readonly title: QuoteEdges;
  readonly description: QuoteEdges | undefined;
  readonly labels: readonly ContextLabel[];
  /** Undefined when no image is described. */
  readonly images?: ImageDescriptions;
  /** What every translation should have. */
  readonly names: readonly string[];
}

export interface CompileInput {
  /** Relative to the content folder. */
  readonly path: string;
  readonly locale: LocaleTag;
  readonly text: string;
  /** The number in the file's name. */
  readonly fileNumber: ArticleNumber | undefined;
  /** Undefined for the source itself and without a source. */
  readonly source: SourceContext | undefined;
  /** Called with the parsed text before anything in it is changed. */
  readonly onParsed?: ((front: SplitFile, article: ParsedArticle) => void) | undefined;
}

export interface CompileSettings {
  readonly words: (locale: LocaleTag) => DialectWords;
  readonly maskAddresses: MaskAddresses;
  readonly videoHosts: readonly string[];
  readonly images: ImageStore;
  readonly isInternal?: boolean | undefined;
}

/** A compiled file: the translation, unless it has errors, and its diagnostics. */
export interface CompiledFile {
  readonly diagnostics: readonly Diagnostic[];
  readonly translation?: Translation;
  readonly facts?: ArticleFacts;
  /** Context for other locales' files of this article. */
  readonly context?: SourceContext;
  /** Headings and labels replaced by fixed titles; for checks that nothing is lost. */
  readonly replaced?: readonly string[];
  /** Lines of everything shown, in the file. */
  readonly blocks?: readonly PlacedBlock[];
}

/** A file whose diagnostics are known and that is not rendered yet. */
export interface InspectedFile {
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when an error excludes the file. */
  readonly article?: {
    readonly number: ArticleNumber;
    readonly facts: ArticleFacts;
    readonly context: Omit<SourceContext, 'names'>;
    /** Render the text; to be called once, since it changes the tree. */
    readonly render: () => Required<Pick<CompiledFile, 'translation' | 'context' | 'replaced' | 'blocks'>>;
  };
}

/**
 * Compile one file's text into a translation.
 *
 * Pure except for images; never throws on file content.
 */
export function compileTranslation(input: CompileInput, settings: CompileSettings): CompiledFile {
  const { diagnostics, article } = inspectTranslation(input, settings);
  return article === undefined ? { diagnostics } : { diagnostics, facts: article.facts, ...article.render() };
}

/** The same without rendering, for all that is to be said about a file. */
export function inspectTranslation(input: CompileInput, settings: CompileSettings): InspectedFile {
  const diagnostics: Diagnostic[] = [];
  const report = (found: Diagnostic): void => void diagnostics.push(found);
  const front = splitFrontMatter(input.path, prepareSource(input.text));
  if ('code' in front) return { diagnostics: [front] };
  const frontMatter = readFrontMatter(input.path, front, input.fileNumber, report);
  if (frontMatter === undefined) return { diagnostics };
  const exceeded = exceededLimit(front.body);
  if (exceeded !== undefined) {
    report(diagnostic(input.path, exceeded.code, exceeded.message));
    return { diagnostics };
  }
  if (front.body.trim() === '')
    report(diagnostic(input.path, 'body-empty', 'the file has front matter and no text'));
  const articleLinks: ArticleLink[] = [];
  const described: Record<string, string> = {};
  const say = (code: DiagnosticCode, message: string, line = 1, column = 1): void =>
    report(diagnostic(input.path, code, message, line, column));
  const lineOf = (line = 1): number => line + front.linesBefore;
  const words = settings.words(input.locale);
  const mask = (text: string): string => settings.maskAddresses(text, words.internalAddress);
  const parsed = parseArticle(front.body);
  input.onParsed?.(front, parsed);
  const { root, footnotes } = applyDialect(parsed, {
    words,
    maskAddresses: settings.maskAddresses,
    videoHosts: settings.videoHosts,
    isRightToLeft: direction(input.locale) === 'rtl',
    path: input.path,
    images: settings.images,
    report: (code, place, detail) =>
      say(code, DESCRIPTIONS[code]?.(detail) ?? detail, lineOf(place?.line), place?.column),
    articleLinks,
    figures: 0,
    described,
    sourceImages: input.source?.images,
  });
  const outline = outlineArticle(root, {
    sourceLabels: input.source?.labels,
    admonitionTitle: words.admonition,
    keepsHeadings: words.language !== undefined,
    report: (code, line, message) => say(code, message, lineOf(line)),
  });
  const texts = readTexts(frontMatter, input.source, mask, (code, message, key) =>
    say(code, message, front.lines.get(key)),
  );
  const { number, facts } = frontMatter;
  const context = {
    title: quoteEdges(frontMatter.title),
    description: frontMatter.description === undefined ? undefined : quoteEdges(frontMatter.description),
    labels: outline.labels,
    ...(Object.keys(described).length > 0 && { images: { locale: input.locale, byFile: described } }),
  };
  const render = () => {
    const { sections, steps, blocks } = writeSections(outline, footnotes, front.linesBefore);
    const lines = new Map(blocks.map(({ anchor, firstLine }) => [anchor, firstLine]));
    const html = [
      ...sections.flatMap(({ blocks }) => blocks.map((block) => (block.kind === 'html' ? block.html : ''))),
      ...steps.map((step) => step.html),
    ].join('\n');
    const translation: Translation = {
      number,
      locale: input.locale,
      ...texts,
      heading: outline.heading,
      version: frontMatter.version,
      createdAt: frontMatter.createdAt,
      publishedAt: frontMatter.publishedAt,
      origin: frontMatter.origin,
      sections,
      steps,
      stepCount: steps.length,
      ...marksOf(steps),
      ...(input.source && { risk: measureRisk(html, input.source.names) }),
      articleLinks,
      ...(settings.isInternal === true && { internal: readInternal(front.data) }),
      place: {
        path: input.path,
        line: lineOf(firstLine(front.body)),
        steps: steps.map(({ anchor }) => lines.get(anchor) ?? 1),
      },
    };
    const names = input.source ? [] : namesOf(html);
    return { translation, context: { ...context, names }, replaced: outline.replaced, blocks };
  };
  return { diagnostics, article: { number, facts, context, render } };
}

/** First non-empty line of a text, from 1. */
function firstLine(text: string): number {
  return text.slice(0, text.search(/\S/)).split('\n').length;
}

/** Omitted when empty, as most articles have no steps. */
function marksOf(steps: readonly Step[]): Pick<Translation, 'stepMarks'> {
  const marks = steps.map(stepMarks);
  return marks.some(({ length }) => length > 0) ? { stepMarks: marks } : {};
}

/** Title, description and keywords, cleaned and with internal URLs masked. */
function readTexts(
  frontMatter: FrontMatter,
  source: SourceContext | undefined,
  mask: (text: string) => string,
  say: (code: DiagnosticCode, message: string, key: string) => void,
): Pick<Translation, 'title' | 'description' | 'keywords'> {
  const clean = (key: 'title' | 'description', raw: string): string => {
    const cleaned = cleanQuotes(raw, source?.[key]);
    if (cleaned !== raw.trim())
      say('quotes-leaked', `"${key}" has leaked or escaped quotes, removed: ${raw}`, key);
    return mask(plainText(cleaned));
  };
  const title = clean('title', frontMatter.title) || frontMatter.title;
  const raw = frontMatter.description?.trim() ?? '';
  const isPlaceholder = isPlaceholderDescription(raw);
  if (isPlaceholder)
    say('placeholder-description', 'the description is only the word itself; read as none', 'description');
  const description = raw === '' || isPlaceholder ? undefined : clean('description', raw);
  const keywords = dropMarker(frontMatter.keywords.map((keyword) => mask(plainText(keyword))));
  return { title, description, keywords: [...new Set(keywords)] };
}

/** A front matter value as displayed: dialect marks and character references resolved. */
function plainText(value: string): string {
  return evenSpaces(
    decodeReferences(stripUiControls(unescapeText(value))).replace(/[\u200B\u2060\uFEFF]/g, ''),
  ).replaceAll('\n', ' ');
}

/** Messages of dialect diagnostics, by code. */
const DESCRIPTIONS: Readonly<Partial<Record<DiagnosticCode, (detail: string) => string>>> = {
  'unbalanced-tag': (tag) => `${tag} has no other half in its block; closed where the block ends`,
  'unsafe-element': (tag) => `${tag} is not allowed in an article; dropped with its content`,
  'unsafe-address': (address) => `the address "${address}" is not allowed; only its text is shown`,
  'internal-address': (what) => `${what}; not shown`,
  'remote-image': (host) => `the image lies on ${host}; shown as a box that leads there`,
  'mark-bent': (mark) =>
    `the mark "${mark}" is not written as the dialect wants it ("[!NOTE]", "[!UICONTROL Label]")`,
  'image-rejected': (type) => `an inline image of type ${type} is not what it says or not allowed`,
  'image-missing': (image) => `the image "${image}" does not exist; its name is shown`,
  'attachment-missing': (file) =>
    `the file "${file}" is not there, or not one that is served; only the link's text is shown`,
  'video-host': (host) => `the video's host "${host}" is not on the list; shown as text`,
};
