import { write, type Row } from './measurement.js';

const WIDTH = 920;
const LINE = 34;
const LEFT = 490;
const BAR = 250;
const STYLE = `text{font:14px system-ui,sans-serif;fill:#1f2328}.soft{fill:#59636e}.bar{fill:#2f6feb}.over{fill:#bc4c00}.wanted{stroke:#1f2328;stroke-width:2}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.soft{fill:#9198a1}.bar{fill:#4c8dff}.over{fill:#f0883e}.wanted{stroke:#e6edf3}}`;

/** Parse a target: `≤ 20`. */
function readTarget(
  target: string | undefined,
): { readonly isMost: boolean; readonly value: number } | undefined {
  const match = /^([≤≥]) ([\d.]+)/.exec(target ?? '');
  return match === null ? undefined : { isMost: match[1] === '≤', value: Number(match[2]) };
}

/** Whether a row meets its target; a row without a target does. */
export function isMet({ median, target }: Row): boolean {
  const wanted = readTarget(target);
  return wanted === undefined || (wanted.isMost ? median <= wanted.value : median >= wanted.value);
}

/**
 * Draw every row that has a target as a bar on its own scale, with the target as a line; light and dark.
 *
 * @param caption - Machine and versions.
 */
export function drawChart(rows: readonly Row[], caption: string): string {
  const shown = rows.filter(({ target }) => readTarget(target) !== undefined);
  const height = shown.length * LINE + 52;
  const lines = shown.map((row, index) => drawRow(row, 12 + index * LINE));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Measures and targets">
<style>${STYLE}</style>
${lines.join('\n')}
<text class="soft" x="0" y="${height - 12}">${escapeText(caption)}; the line is the target</text>
</svg>
`;
}

function drawRow(row: Row, top: number): string {
  const wanted = readTarget(row.target)?.value ?? row.median;
  const scale = BAR / (Math.max(row.median, wanted) * 1.1);
  const at = LEFT + wanted * scale;
  return `<text x="0" y="${top + 17}">${escapeText(row.measure)}</text>
<rect class="${isMet(row) ? 'bar' : 'over'}" x="${LEFT}" y="${top + 3}" width="${(row.median * scale).toFixed(1)}" height="20" rx="3"/>
<line class="wanted" x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${top}" y2="${top + 26}"/>
<text x="${LEFT + BAR + 12}" y="${top + 17}">${write(row.median)} ${escapeText(row.unit)} <tspan class="soft">(${escapeText(row.target ?? '')})</tspan></text>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
