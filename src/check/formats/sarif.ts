import { bySeverity, type Finding } from '../finding.js';
import type { RuleFacts } from '../rule.js';

interface DocumentedRule extends RuleFacts {
  /** Markdown; undefined if the rule has no page. */
  readonly page: string | undefined;
}

/** Context of a SARIF log. */
export interface SarifContext {
  readonly rules: readonly DocumentedRule[];
  /** The content folder relative to the repository's root; prefix of every path. */
  readonly folder: string;
  readonly version: string;
  /** Where the tool's pages are published, if anywhere. */
  readonly homepage: string | undefined;
}

/** Most results GitHub accepts per run; the most severe are kept. */
const MOST_RESULTS = 25_000;
/** Longest rule text GitHub keeps, in characters. */
const LONGEST_TEXT = 1024;

/**
 * Write findings as SARIF 2.1.0 for code hosting.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function reportAsSarif(findings: readonly Finding[], context: SarifContext): string {
  const { rules, folder, version, homepage } = context;
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const place = (file: string, region: object): object => ({
    physicalLocation: {
      artifactLocation: { uri: uriOf(folder, file), uriBaseId: '%SRCROOT%' },
      region,
    },
  });
  const kept = findings.length <= MOST_RESULTS ? findings : bySeverity(findings).slice(0, MOST_RESULTS);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Parlance',
            semanticVersion: version,
            ...(homepage !== undefined && { informationUri: homepage }),
            rules: rules.map((rule) => describeRule(rule, homepage)),
          },
        },
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        results: kept.map((finding) => ({
          ruleId: finding.rule,
          ...(indexes.has(finding.rule) && { ruleIndex: indexes.get(finding.rule) }),
          level: finding.severity,
          message: { text: messageOf(finding) },
          locations: [
            place(finding.file, {
              startLine: finding.line,
              startColumn: finding.column,
              endLine: finding.endLine,
              endColumn: finding.endColumn,
            }),
          ],
          ...(finding.source && {
            relatedLocations: [
              {
                id: 1,
                message: { text: 'the source' },
                ...place(finding.source.file, { startLine: finding.source.line }),
              },
            ],
          }),
          partialFingerprints: { 'parlance/v1': finding.fingerprint },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function describeRule({ id, severity, summary, page }: DocumentedRule, homepage: string | undefined): object {
  const why =
    /^## Why\n+([^]*?)(?=\n## |$)/m
      .exec(page ?? '')?.[1]
      ?.trim()
      .slice(0, LONGEST_TEXT) ?? summary;
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: why, ...(page !== undefined && { markdown: page }) },
    ...(homepage !== undefined && { helpUri: new URL(`docs/rules/${id}.md`, `${homepage}/`).href }),
    defaultConfiguration: { level: severity },
    properties: { tags: ['translation'], precision: 'high' },
  };
}

function messageOf({ message, alsoIn }: Finding): string {
  return alsoIn === undefined ? message : `${message} (also in ${alsoIn.join(', ')})`;
}

function uriOf(folder: string, file: string): string {
  const path = folder === '' ? file : `${folder}/${file}`;
  return path.split('/').map(encodeURIComponent).join('/');
}
