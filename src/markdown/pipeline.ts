import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import type { Root, RootContent } from 'mdast';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { remark } from 'remark';
import remarkHtml from 'remark-html';
import { htmlLines } from './html-lines.js';
import { ARTICLE_SCHEMA } from './sanitize-schema.js';

/** CommonMark and the parts of GFM that articles use: tables, bare addresses, `~~deleted~~`. */
const syntax = [htmlLines, gfmTable(), gfmAutolinkLiteral(), gfmStrikethrough({ singleTilde: false })];

const processor = remark()
  .data('micromarkExtensions', syntax)
  .data('fromMarkdownExtensions', [
    gfmTableFromMarkdown(),
    // Without its second pass over all text: the syntax extension finds what has a scheme or `www.`.
    { ...gfmAutolinkLiteralFromMarkdown(), transforms: [] },
    gfmStrikethroughFromMarkdown(),
  ])
  .use(remarkHtml, { sanitize: ARTICLE_SCHEMA })
  .freeze();

/** Parse prepared Markdown; positions are those of the text given. */
export function parseMarkdown(source: string): Root {
  return processor.parse(source);
}

/**
 * Write nodes as HTML through the allow-list.
 *
 * @param children - Nodes after `applyDialect`.
 * @returns HTML without a closing line break.
 */
export function renderHtml(children: readonly RootContent[]): string {
  return processor.stringify({ type: 'root', children: [...children] }).trimEnd();
}
