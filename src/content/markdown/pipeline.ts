import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import type { Root, RootContent } from 'mdast';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import type { Extension as SyntaxExtension } from 'micromark-util-types';
import type { Extension as TreeExtension } from 'mdast-util-from-markdown';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { remark } from 'remark';
import remarkHtml from 'remark-html';
import { BlockReader } from './block-reader.js';
import { htmlLines } from './html-lines.js';
import { addLeftovers } from './leftovers.js';
import { ARTICLE_SCHEMA } from './sanitize-schema.js';

interface GfmPart {
  readonly needs: RegExp;
  readonly syntax: SyntaxExtension;
  readonly tree: TreeExtension;
}

/** The parts of GFM that articles use, each with the characters without which it cannot occur. */
const EXTENSIONS: readonly GfmPart[] = [
  { needs: /\|/, syntax: gfmTable(), tree: gfmTableFromMarkdown() },
  {
    needs: /:\/\/|www\.|@/i,
    syntax: gfmAutolinkLiteral(),
    // Without its second pass over all text: the syntax extension finds what has a scheme or `www.`.
    tree: { ...gfmAutolinkLiteralFromMarkdown(), transforms: [] },
  },
  { needs: /~~/, syntax: gfmStrikethrough({ singleTilde: false }), tree: gfmStrikethroughFromMarkdown() },
];

/** One frozen processor for each set of extensions in use: looking for tables in a text without `|` costs time for nothing. */
const processors = new Map<number, ReturnType<typeof createProcessor>>();
const renderer = createProcessor(0);

function createProcessor(chosen: number) {
  const used = EXTENSIONS.filter((_, index) => (chosen & (1 << index)) !== 0);
  return remark()
    .data('micromarkExtensions', [htmlLines, ...used.map(({ syntax }) => syntax)])
    .data(
      'fromMarkdownExtensions',
      used.map(({ tree }) => tree),
    )
    .use(remarkHtml, { sanitize: ARTICLE_SCHEMA })
    .freeze();
}

/** With a definition somewhere, a pair of brackets may be a link; the other characters are none to Markdown. */
const NOT_FOR_READER = /\]:|[\r\0\uFEFF]/;

/** Parse prepared Markdown; positions are those of the text given. */
export function parseMarkdown(source: string): Root {
  if (NOT_FOR_READER.test(source)) return parseWhole(source);
  const reader = new BlockReader(source);
  const processor = processorFor(source);
  if (!addLeftovers(reader, (leftovers) => processor.parse(leftovers))) return processor.parse(source);
  const position = { start: reader.source.point(0, 0), end: reader.source.end(reader.source.count - 1) };
  return { type: 'root', children: reader.children, position };
}

/** The same the straight way, with every character of the text before the parser; what `parseMarkdown` is tested against. */
export function parseWhole(source: string): Root {
  return processorFor(source).parse(source);
}

function processorFor(source: string): ReturnType<typeof createProcessor> {
  const chosen = EXTENSIONS.reduce((sum, { needs }, index) => sum + (needs.test(source) ? 1 << index : 0), 0);
  let processor = processors.get(chosen);
  if (processor === undefined) {
    processor = createProcessor(chosen);
    processors.set(chosen, processor);
  }
  return processor;
}

/**
 * Write nodes as HTML through the allow-list.
 *
 * @param children - Nodes after `applyDialect`.
 * @returns HTML without a closing line break.
 */
export function renderHtml(children: readonly RootContent[]): string {
  return renderer.stringify({ type: 'root', children: [...children] }).trimEnd();
}
