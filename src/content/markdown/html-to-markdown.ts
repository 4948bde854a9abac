import { tokenizeHtml, type HtmlToken } from './html-tokens.js';
import { codeSpan, escapeText, fence } from './markdown-escapes.js';
import { TextBuffer } from './text-buffer.js';

/**
 * Write an article's HTML as Markdown: for language models, chats and tickets.
 *
 * Knows the elements of the article allow-list and nothing else; what it does not know keeps its text.
 *
 * @param html - HTML that `renderHtml` made.
 * @param base - Origin put before addresses that start with `/`.
 */
export function htmlToMarkdown(html: string, base = ''): string {
  return new MarkdownWriter(base).write(tokenizeHtml(html));
}

/** A block being written, and the prefix its lines get in the block around it. */
interface Frame {
  readonly name: string;
  readonly text: TextBuffer;
  /** Next number of an ordered list; undefined in an unordered one. */
  next?: number | undefined;
  href?: string | undefined;
  readonly isNote?: boolean;
}

const INLINE: Readonly<Record<string, string>> = { strong: '**', b: '**', em: '*', del: '~~' };
const BLOCKS = new Set([
  'p',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'ul',
  'ol',
  'li',
  'blockquote',
  'aside',
  'table',
  'tr',
  'th',
  'td',
]);

class MarkdownWriter {
  private readonly frames: Frame[] = [{ name: 'root', text: new TextBuffer() }];
  private isCode = false;

  constructor(private readonly base: string) {}

  write(tokens: readonly HtmlToken[]): string {
    for (const token of tokens) {
      if (token.kind === 'text') this.text(token.value);
      else if (token.kind === 'open') this.open(token.name, token.attributes);
      else this.close(token.name);
    }
    while (this.frames.length > 1) this.close(this.top.name);
    return this.top.text.toString().trim();
  }

  private get top(): Frame {
    const top = this.frames.at(-1);
    if (top === undefined) throw new Error('the root frame is never closed');
    return top;
  }

  private text(value: string): void {
    const { top } = this;
    if (this.isCode || top.name === 'pre') top.text.add(value);
    else if (top.name === 'ul' || top.name === 'ol' || top.name === 'table' || top.name === 'tr') return;
    else top.text.add(escapeText(value.replace(/\s+/g, ' '), top.text.isAtLineStart));
  }

  private open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (BLOCKS.has(name)) {
      const start = Number(attributes.get('start') ?? 1);
      const isNote = attributes.get('class') === 'admonition-title';
      this.frames.push({
        name,
        text: new TextBuffer(),
        ...(name === 'ol' && { next: start }),
        ...(name === 'p' && { isNote }),
      });
    } else if (name === 'a')
      this.frames.push({ name, text: new TextBuffer(), href: this.address(attributes.get('href') ?? '') });
    else if (name === 'code' && this.top.name !== 'pre') {
      this.frames.push({ name, text: new TextBuffer() });
      this.isCode = true;
    } else if (name === 'br') this.top.text.add('\\\n');
    else if (name === 'hr') this.block('---');
    else if (name === 'img')
      this.top.text.add(`![${attributes.get('alt') ?? ''}](${this.address(attributes.get('src') ?? '')})`);
    else this.top.text.add(INLINE[name] ?? '');
  }

  private close(name: string): void {
    if (name === 'code' && this.top.name === 'code') {
      this.isCode = false;
      const { text } = this.pop();
      this.top.text.add(codeSpan(text.toString()));
    } else if (name === 'a' && this.top.name === 'a') {
      const { text, href } = this.pop();
      this.top.text.add(
        href === '' || href === undefined ? text.toString() : `[${text.toString()}](${href})`,
      );
    } else if (BLOCKS.has(name) && this.top.name === name && this.frames.length > 1)
      this.closeBlock(this.pop());
    else this.top.text.add(INLINE[name] ?? '');
  }

  private closeBlock(frame: Frame): void {
    const text = frame.text.toString().trim();
    switch (frame.name) {
      case 'li': {
        const { top } = this;
        const mark = top.next === undefined ? '- ' : `${top.next}. `;
        if (top.next !== undefined) top.next += 1;
        const isLoose = text.includes('\n\n');
        top.text.add(`${mark}${indent(text, mark.length)}${isLoose ? '\n\n' : '\n'}`);
        break;
      }
      case 'ul':
      case 'ol':
        this.block(text, this.top.name === 'li');
        break;
      case 'pre':
        this.block(fence(frame.text.toString().replace(/\n$/, '')));
        break;
      case 'blockquote':
      case 'aside':
        this.block(
          text
            .split('\n')
            .map((line) => `> ${line}`.trimEnd())
            .join('\n'),
        );
        break;
      case 'tr':
        this.row(frame.text.toString());
        break;
      case 'th':
      case 'td':
        this.top.text.add(`| ${text.replaceAll('|', '\\|').replace(/\\?\n+/g, ' ')} `);
        break;
      case 'p':
        this.block(frame.isNote === true ? `**${text}**` : text);
        break;
      case 'table':
        this.block(text);
        break;
      default:
        this.block(`${'#'.repeat(Number(frame.name.slice(1)))} ${text}`);
    }
  }

  private row(cells: string): void {
    const { text } = this.top;
    const isFirst = text.isEmpty;
    text.add(`${cells}|\n`);
    if (isFirst) text.add(`${cells.replace(/\\\|/g, '').replace(/\|[^|]*/g, '| --- ')}|\n`);
  }

  private block(content: string, isTight = false): void {
    const { name, text } = this.top;
    const gap = text.isEmpty ? '' : isTight && !text.hasGap ? '\n' : '\n\n';
    text.trimEnd();
    text.add(gap);
    text.add(content);
    if ((name === 'root' || name === 'li') && !(name === 'li' && isTight)) text.add('\n\n');
  }

  private pop(): Frame {
    return this.frames.pop() ?? { name: 'root', text: new TextBuffer() };
  }

  private address(href: string): string {
    return href.startsWith('/') ? this.base + href : href;
  }
}

function indent(text: string, by: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`);
}
