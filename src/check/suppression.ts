import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { LineCounter, parseDocument } from 'yaml';
import { type Finding, fingerprintOf } from './finding.js';

/** A suppression comment in an article. */
export interface SuppressionComment {
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

const LIST = z.strictObject({
  suppress: z
    .array(
      z.strictObject({
        rule: z.string(),
        /** Paths in the content folder; a trailing `/` means a folder. */
        files: z.array(z.string()).optional(),
        locales: z.array(z.string()).optional(),
        reason: z.string().optional(),
      }),
    )
    .default([]),
});

/** An entry of the suppression list. */
export type SuppressionEntry = z.infer<typeof LIST>['suppress'][number] & { readonly line: number };

/** File in the content folder. */
const LIST_FILE = 'check.yaml';

/** An unreadable site list (suppressions, terms); the message is one line. */
export class SiteListError extends Error {
  override readonly name = 'SiteListError';
}

/**
 * Read the site's suppressions, `check.yaml` in the content folder, and their errors.
 *
 * @param ruleIds - Valid rule ids.
 * @throws SiteListError when the file cannot be read.
 */
export function readSuppressionList(
  contentDir: string,
  ruleIds: ReadonlySet<string>,
): { readonly entries: readonly SuppressionEntry[]; readonly findings: readonly Finding[] } {
  const file = path.join(contentDir, LIST_FILE);
  if (!existsSync(file)) return { entries: [], findings: [] };
  try {
    const entries = parseSuppressionList(readFileSync(file, 'utf8'));
    return { entries, findings: entries.flatMap((entry) => invalidEntry(entry, ruleIds)) };
  } catch (error) {
    const [wrong = ''] = (error instanceof Error ? error.message : 'cannot be read').split('\n');
    throw new SiteListError(`${LIST_FILE}: ${wrong.replace(/:$/, '')}`);
  }
}

function invalidEntry(
  { rule, reason, line }: SuppressionEntry,
  ruleIds: ReadonlySet<string>,
): readonly Finding[] {
  const isKnown = ruleIds.has(rule);
  if (isKnown && reason !== undefined && reason.trim() !== '') return [];
  const message = isKnown ? `the suppression of ${rule} has no reason` : `unknown rule "${rule}"`;
  const place = { file: LIST_FILE, line, column: 1, endLine: line, endColumn: 1 };
  const fingerprint = fingerprintOf('suppression-invalid', LIST_FILE, '', message);
  return [
    {
      rule: 'suppression-invalid',
      severity: 'warning',
      number: '',
      locale: '',
      ...place,
      message,
      fingerprint,
    },
  ];
}

/** @throws Error with a one-line message. */
export function parseSuppressionList(text: string): readonly SuppressionEntry[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, schema: 'core' });
  const fault = document.errors[0];
  if (fault !== undefined) throw new Error(fault.message.split('\n')[0] ?? 'not YAML');
  const parsed = LIST.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
  }
  return parsed.data.suppress.map((entry, index) => {
    const range = z
      .object({ range: z.tuple([z.number()]).rest(z.number()) })
      .safeParse(document.getIn(['suppress', index], true));
    return { ...entry, line: range.success ? counter.linePos(range.data.range[0]).line : 1 };
  });
}

/** Remove findings suppressed by entries with a reason. */
export function withoutListed(
  findings: readonly Finding[],
  entries: readonly SuppressionEntry[],
): readonly Finding[] {
  const valid = entries.filter(({ reason }) => reason !== undefined && reason.trim() !== '');
  return findings.filter((finding) => !valid.some((entry) => covers(entry, finding)));
}

function covers({ rule, files, locales }: SuppressionEntry, finding: Finding): boolean {
  if (rule !== finding.rule) return false;
  if (locales !== undefined && !locales.includes(finding.locale)) return false;
  return (
    files?.some((file) => (file.endsWith('/') ? finding.file.startsWith(file) : finding.file === file)) ??
    true
  );
}
