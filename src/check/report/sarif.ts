import type { Finding } from '../finding.js';
import type { RuleFacts } from '../rule.js';

/**
 * Write findings as SARIF 2.1.0, for code hosting that shows them on their lines.
 *
 * @param folder - The content folder as seen from the repository's root; put before every path.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function reportAsSarif(
  findings: readonly Finding[],
  rules: readonly RuleFacts[],
  folder: string,
): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const place = (file: string, region: object): object => ({
    physicalLocation: {
      artifactLocation: { uri: uriOf(folder, file), uriBaseId: '%SRCROOT%' },
      region,
    },
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Parlance',
            rules: rules.map(({ id, severity, summary }) => ({
              id,
              shortDescription: { text: summary },
              help: { text: `docs/rules/${id}.md` },
              defaultConfiguration: { level: severity },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ...(indexes.has(finding.rule) && { ruleIndex: indexes.get(finding.rule) }),
          level: finding.severity,
          message: { text: finding.message },
          locations: [place(finding.file, regionOf(finding))],
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

function regionOf({ line, column, endLine, endColumn }: Finding): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function uriOf(folder: string, file: string): string {
  const path = folder === '' ? file : `${folder}/${file}`;
  return path.split('/').map(encodeURIComponent).join('/');
}
