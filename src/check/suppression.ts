import type { Finding } from './finding.js';

interface SuppressionComment {
  readonly line: number;
  readonly scope: 'next-line' | 'file';
  readonly rules: readonly string[];
  /** Undefined if missing; the comment then has no effect. */
  readonly reason: string | undefined;
}

const COMMENT = /^\s{0,20}(?:<!--|#) {0,9}parlance-disable-(next-line|file)\b([^\n]{0,500})$/;

/**
 * Find the comments that suppress findings: `<!-- parlance-disable-next-line rule -- reason -->` in the text,
 * `# parlance-disable-next-line rule -- reason` in the front matter; `-file` for the whole file.
 */
export function readSuppressions(lines: readonly string[]): readonly SuppressionComment[] {
  return lines.flatMap((text, index) => {
    if (!text.includes('parlance-disable-')) return [];
    const [, scope, rest = ''] = COMMENT.exec(text.trimEnd()) ?? [];
    if (scope !== 'next-line' && scope !== 'file') return [];
    const said = rest.endsWith('-->') ? rest.slice(0, -3) : rest;
    const at = said.indexOf(' -- ');
    const reason = at === -1 ? '' : said.slice(at + 4).trim();
    const rules = (at === -1 ? said : said.slice(0, at)).split(/[\s,]+/).filter((rule) => rule !== '');
    return [{ line: index + 1, scope, rules, reason: reason === '' ? undefined : reason }];
  });
}

/** Remove findings suppressed by comments with a reason. */
export function withoutSuppressed(
  findings: readonly Finding[],
  lines: readonly string[],
): readonly Finding[] {
  const comments = readSuppressions(lines).filter(({ reason }) => reason !== undefined);
  if (comments.length === 0) return findings;
  const inFile = new Set(comments.flatMap(({ scope, rules }) => (scope === 'file' ? rules : [])));
  const onLine = new Set(
    comments.flatMap((comment) =>
      comment.scope === 'file'
        ? []
        : comment.rules.map((rule) => `${lineBehind(comment.line, lines)} ${rule}`),
    ),
  );
  return findings.filter(({ rule, line }) => !inFile.has(rule) && !onLine.has(`${line} ${rule}`));
}

/** The next line that is neither empty nor a suppression comment. */
function lineBehind(line: number, lines: readonly string[]): number {
  let next = line + 1;
  while (
    next <= lines.length &&
    (lines[next - 1]?.trim() === '' || lines[next - 1]?.includes('parlance-disable-') === true)
  )
    next += 1;
  return next;
}
