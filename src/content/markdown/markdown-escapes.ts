/**
 * Escape what Markdown would read as its own; underscores inside words are left, so that identifiers stay whole.
 *
 * @param atLineStart - Whether the text begins a line, where more has a meaning.
 */
export function escapeText(text: string, atLineStart: boolean): string {
  const escaped = text
    .replace(/[\\`*[\]<]|~(?=~)|&(?=#?\w+;)/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
  return atLineStart ? escapeLineStart(escaped.trimStart()) : escaped;
}

/** Escape what would begin a quote, a heading, a list or a rule. */
function escapeLineStart(line: string): string {
  return line
    .replace(/^(?:>|#{1,6}(?=\s|$)|\+(?=\s|$)|-(?=[\s-]|$))/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** Write inline code, with as many backticks around it as it takes. */
export function codeSpan(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${text}${pad}${ticks}`;
}

/** Write a block of code, with as many backticks around it as it takes. */
export function fence(text: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}\n${text}\n${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
