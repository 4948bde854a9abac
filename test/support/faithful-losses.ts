import markdownIt from 'markdown-it';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import type { CompiledFile } from '../../src/content/compile-translation.js';
import { OPAQUE_TAGS } from '../../src/content/markdown/html-tags.js';
import { toMarkdown } from '../../src/content/markdown/to-markdown.js';
import { htmlOf } from './compile.js';

const SURFACES = ['page', 'text', 'markdown'] as const;

/** A word of the source that the article lacks. */
export interface FaithfulLoss {
  readonly surface: (typeof SURFACES)[number];
  /** Its element in the other processor's output: `p`, `li`, `td`, `pre`, `h3` … */
  readonly kind: string;
  readonly word: string;
  readonly times: number;
}

interface Seen {
  readonly kind: string;
  times: number;
}

/** One character of a script without spaces, or a run of letters and digits of other scripts. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー])[\p{L}\p{N}_])+/gu;
const INLINE = /^(?:strong|b|em|i|u|del|s|strike|code|kbd|sub|sup|span|a|font|small|mark|ins|abbr)$/;
const KNOWN_BLOCK =
  /^(?:p|h[1-6]|li|ul|ol|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|td|th|pre|blockquote|div|section|article|aside|figure|figcaption|details|summary|br|hr|img|label|button|input|legend|fieldset|form|center)$/;
/** Meaningless alternative texts: file names, Base64. */
const NO_ALT = / alt="\s*(?:\d{1,3}[a-z]?|[\w+/]{16,}={0,2}|[^"]*\.(?:png|jpe?g|gif|webp|svg))\s*"/gi;

const other = markdownIt({ html: true });

/**
 * Compare an article word by word with the output of another processor, markdown-it, for the same file.
 *
 * @param file - The file's text.
 * @param masked - Matches what is hidden on purpose; with the `g` flag.
 */
export function faithfulLosses(file: string, compiled: CompiledFile, masked = /(?!)/g): FaithfulLoss[] {
  const { translation, replaced = [] } = compiled;
  const sections = translation?.sections ?? [];
  const titles = [translation?.heading ?? '', ...replaced, ...sections.map(({ heading = '' }) => heading)];
  const source = readWords(other.render(withoutMarks(file)).replace(NO_ALT, ' alt=""'), masked);
  const html = htmlOf(compiled);
  const shown = {
    page: html,
    text: sections.map((section) => `<pre>${escape(section.text)}</pre>`).join(''),
    markdown: other.render(toMarkdown(html)),
  };
  const above = titles.map((title) => `<p>${escape(title)}</p>`).join('');
  return SURFACES.flatMap((surface) => {
    const words = readWords(above + shown[surface]);
    return [...source].flatMap(([word, { kind, times }]) => {
      const lost = times - (words.get(word)?.times ?? 0);
      return lost > 0 ? [{ surface, kind, word, times: lost }] : [];
    });
  });
}

/** The body without the dialect's markup, which readers do not see. */
function withoutMarks(file: string): string {
  return (
    file
      .replace(/\r\n?/g, '\n')
      .replace(/^\uFEFF?---\n[^]*?\n---[ \t]*(?:\n|$)/, '')
      .replace(/data:image\/[^\s)"]*/g, 'inline.png')
      .replace(/<!--[^]*?(?:-->|$)/g, '')
      .replace(/\[!(?:UICONTROL|DNL)\s+([^[\]]*)\]/g, '$1')
      .replace(/[[［【]\s*[!！]\s*(?:UICONTROL|DNL|VIDEO)(?![a-z])\s*/gi, '[')
      .replace(/^([\s>]*)[[［【]\s*[!！]\s*[\p{L} \u00A0]+[\]］】]/gmu, '$1')
      .replace(/\[\^[^\]\s]+\]:?/g, ' ')
      .replace(/^([\s>]*(?:[-*+]|\d+[.)])\s+)\[[ xX]\](?=\s)/gm, '$1')
      .replace(/^(#{1,6} .*?)\s*\\?\{[^{}]*#[^{}]*\}[ \t]*$/gm, '$1')
      // In GFM, a bare URL absorbs the mark after it, which then separates two words.
      .replace(/(?<=https?:\/\/[^\s*]*)\*(?=[\p{L}])/gu, '* ')
      .replace(/[\u200B\u2060]/g, '')
  );
}

/** Every word with its count, and the element of its first occurrence. */
function readWords(html: string, masked = /(?!)/g): ReadonlyMap<string, Seen> {
  const words = new Map<string, Seen>();
  let run = '';
  const close = (kind: string): void => {
    const visible = run.replace(masked, ' ').replace(/[\u200B\u2060\uFEFF]/g, '');
    for (const [word] of visible.matchAll(WORD)) {
      const seen = words.get(word) ?? { kind, times: 0 };
      seen.times += 1;
      words.set(word, seen);
    }
    run = '';
  };
  const visit = (node: DefaultTreeAdapterTypes.Node, kind: string): void => {
    // The number of an item that is text in CommonMark and a list here.
    if ('value' in node) run += kind === 'pre' ? node.value : node.value.replace(/\n *\d{2}[.)] /g, '\n');
    if (!('childNodes' in node) || OPAQUE_TAGS.has(node.nodeName)) return;
    const isBlock = KNOWN_BLOCK.test(node.nodeName) && !INLINE.test(node.nodeName);
    const inner = isBlock ? node.nodeName : kind;
    if (isBlock) close(kind);
    const alt = 'attrs' in node ? node.attrs.find(({ name }) => name === 'alt') : undefined;
    if (alt) run += ` ${alt.value} `;
    for (const child of node.childNodes) visit(child, inner);
    if (isBlock) close(inner);
  };
  visit(parseFragment(html), 'text');
  close('text');
  return words;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
