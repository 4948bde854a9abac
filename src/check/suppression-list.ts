import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fileFinding } from './diagnostic-finding.js';
import type { Finding } from './finding.js';
import { parseSiteList, readSiteList } from './site-list.js';

const LIST = z.strictObject({
  suppress: z
    .array(
      z.strictObject({
        rule: z.string(),
        /** Paths in the content folder; a trailing `/` means a folder. */
        files: z.array(z.string()).optional(),
        locales: z.array(z.string()).optional(),
        reason: z.string().trim().optional(),
      }),
    )
    .default([]),
});

type Entry = z.infer<typeof LIST>['suppress'][number];

const LIST_FILE = 'check.yaml';

/**
 * Read the site's suppressions, `check.yaml` in the content folder, and their errors.
 *
 * @param ruleIds - Valid rule ids.
 * @throws SiteListError when the file cannot be read.
 */
export function readSuppressionList(
  contentDir: string,
  ruleIds: ReadonlySet<string>,
): { readonly entries: readonly Entry[]; readonly findings: readonly Finding[] } {
  if (!existsSync(path.join(contentDir, LIST_FILE))) return { entries: [], findings: [] };
  const { value, lineOf } = readSiteList(contentDir, LIST_FILE, LIST, 'core');
  const findings = value.suppress.flatMap(({ rule, reason = '' }, index) => {
    const isKnown = ruleIds.has(rule);
    if (isKnown && reason !== '') return [];
    const message = isKnown ? `the suppression of ${rule} has no reason` : `unknown rule "${rule}"`;
    const place = { line: lineOf(['suppress', index]), column: 1 };
    return [fileFinding(LIST_FILE, { rule: 'suppression-invalid', severity: 'warning', message, ...place })];
  });
  return { entries: value.suppress, findings };
}

/** @throws Error whose first line tells what is wrong. */
export function parseSuppressionList(text: string): readonly Entry[] {
  return parseSiteList(text, LIST, 'core').value.suppress;
}

/** Remove findings suppressed by entries with a reason. */
export function withoutListed(findings: readonly Finding[], entries: readonly Entry[]): readonly Finding[] {
  const covers = ({ rule, files, locales, reason = '' }: Entry, finding: Finding): boolean =>
    rule === finding.rule &&
    reason !== '' &&
    locales?.includes(finding.locale) !== false &&
    files?.some((file) => (file.endsWith('/') ? finding.file.startsWith(file) : finding.file === file)) !==
      false;
  return findings.filter((finding) => !entries.some((entry) => covers(entry, finding)));
}
