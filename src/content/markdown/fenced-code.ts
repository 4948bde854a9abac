import type { Code } from 'mdast';
import type { SourceLines } from './source-lines.js';

/** The line that opens fenced code, with what it says of the code. */
export const FENCE = /^(?:(`{3,})([^`\\&]*)|(~{3,})([^\\&]*))$/;

/**
 * Read fenced code up to its closing line.
 *
 * @param at - The opening line, from 0; its fence stands at `column`.
 * @param base - The column at which the content of the item around it begins; 0 outside of lists.
 * @returns The node and the line behind it; `open` when nothing closes it; undefined when its item ends before it does, or tabs make
 *   its columns uncertain.
 */
export function readFencedCode(
  source: SourceLines,
  at: number,
  column: number,
  base: number,
): { readonly code: Code; readonly next: number } | 'open' | undefined {
  const [, ticks, tickInfo, tildes, tildeInfo] = FENCE.exec(source.text(at).slice(column)) ?? [];
  const fence = ticks ?? tildes ?? '';
  const closing = new RegExp(`^ {0,3}${fence.charAt(0)}{${fence.length},} *$`);
  const values: string[] = [];
  for (let index = at + 1; index < source.count; index += 1) {
    const line = source.text(index);
    const indent = source.indent(index);
    if ((indent < base && !source.isBlank(index)) || (column > 0 && /^ *\t/.test(line))) return undefined;
    if (!closing.test(line.slice(base))) {
      values.push(line.slice(Math.min(indent, column)));
      continue;
    }
    const info = (tickInfo ?? tildeInfo ?? '').trim();
    const [, lang = null, meta = null] = /^(\S+)(?:\s+(.*))?$/.exec(info) ?? [];
    const position = { start: source.point(at, column), end: source.end(index) };
    return { code: { type: 'code', lang, meta, value: values.join('\n'), position }, next: index + 1 };
  }
  return 'open';
}
