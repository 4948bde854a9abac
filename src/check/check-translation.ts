import type { CheckSettings } from './check-settings.js';
import { type Finding, fingerprintOf } from './finding.js';
import { pairDocuments } from './reading/pairing.js';
import { readDocument, type ArticleDocument, type ArticleText, type Position } from './reading/document.js';
import type { Hit, Rule } from './rule.js';
import { RULES } from './rule-table.js';
import { withoutSuppressed } from './suppression.js';

/**
 * Check one translation. Pure; never throws because of a file's content. A file with invalid front matter has no findings here, since
 * loading reports it.
 *
 * @param source - The article in the source locale; undefined if there is none, or if this is the source.
 * @returns In document order.
 */
export function checkTranslation(
  translation: ArticleText,
  source: ArticleText | undefined,
  settings: CheckSettings,
): readonly Finding[] {
  return checkDocument(readDocument(translation), source && readDocument(source), settings);
}

/** The same for parsed files. @param onRule - Called before each rule with its index. */
export function checkDocument(
  translation: ArticleDocument,
  source: ArticleDocument | undefined,
  settings: CheckSettings,
  rules: readonly Rule[] = RULES,
  onRule?: (index: number) => void,
): readonly Finding[] {
  if (!translation.isReadable) return [];
  const isSource = translation.locale === settings.sourceLocale;
  const readable = source?.isReadable === true && !isSource ? source : undefined;
  const pairings = readable && pairDocuments(readable, translation);
  const apply = (rule: Rule): Iterable<Hit> => {
    if (rule.looksAt === 'alone')
      return isSource && !rule.onSource ? [] : rule.check({ translation, settings, source: readable });
    if (readable === undefined || pairings === undefined) return [];
    if (rule.looksAt === 'same-version' && readable.version !== translation.version) return [];
    const pairing = rule.looksAt === 'aligned' ? pairings.aligned : pairings.all;
    return rule.check({ translation, settings, source: readable, pairing });
  };
  const findings: Finding[] = [];
  for (const [index, rule] of rules.entries()) {
    onRule?.(index);
    for (const hit of apply(rule)) findings.push(toFinding(rule, hit, translation, readable));
  }
  if (findings.length === 0) return [];
  return [...withoutSuppressed(findings, translation.lines)].sort(
    (a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : 1),
  );
}

function toFinding(
  rule: Rule,
  hit: Hit,
  translation: ArticleDocument,
  source: ArticleDocument | undefined,
): Finding {
  const { at } = hit;
  const message = hit.message.replace(/\s+/g, ' ').trim().slice(0, 300);
  const start = positionOf(at, translation);
  const end =
    'end' in at
      ? translation.position(at.end)
      : { line: start.line, column: 1 + (translation.lines[start.line - 1] ?? '').length };
  const line = source && hit.source && positionOf(hit.source, source).line;
  return {
    rule: rule.id,
    severity: rule.severity,
    number: translation.number,
    locale: translation.locale,
    file: translation.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message,
    fingerprint: fingerprintOf(rule.id, translation.path, translation.lines[start.line - 1] ?? '', message),
    ...(hit.term && { term: hit.term }),
    ...fixOf(hit, start, end, translation.lines),
    ...(source && line !== undefined && { source: { file: source.path, line } }),
  };
}

function positionOf(place: Hit['at'] | NonNullable<Hit['source']>, document: ArticleDocument): Position {
  if ('start' in place) return document.position(place.start);
  return { line: 'key' in place ? (document.keyLines.get(place.key) ?? 1) : place.line, column: 1 };
}

/** The correction of a finding, if its text occurs exactly once in its range. */
function fixOf(
  { fix }: Hit,
  start: Position,
  end: Position,
  lines: readonly string[],
): Pick<Finding, 'fix'> | undefined {
  if (fix === undefined || start.line !== end.line) return undefined;
  const written = (lines[start.line - 1] ?? '').slice(start.column - 1, end.column - 1);
  const at = written.indexOf(fix.wrong);
  if (at === -1 || written.includes(fix.wrong, at + 1)) return undefined;
  const column = start.column + at;
  return { fix: { line: start.line, column, endColumn: column + fix.wrong.length, text: fix.right } };
}
