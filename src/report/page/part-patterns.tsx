import type { JSX } from 'preact';
import type { ProvenanceState } from '../../article/reading.js';

/** What a bar is made of: a state, or not being there at all. */
type PartKind = ProvenanceState | 'missing';

/** Colour, and what is drawn on it in an 8 × 8 tile: no two are told apart by colour alone. */
const PARTS: Readonly<
  Record<PartKind, { readonly ground: string; readonly line: string; readonly shape: string }>
> = {
  source: { ground: 'var(--heat-4)', line: 'none', shape: '' },
  current: { ground: 'var(--heat-2)', line: 'none', shape: '' },
  outdated: { ground: 'var(--amber)', line: 'var(--ink)', shape: 'M-2 2 2 -2M0 8 8 0M6 10 10 6' },
  ahead: { ground: 'var(--blue)', line: 'var(--paper)', shape: 'M0 4H8' },
  unversioned: { ground: 'var(--grey)', line: 'var(--paper)', shape: 'M4 0V8' },
  'no-source': { ground: 'var(--surface)', line: 'var(--ink-2)', shape: 'M0 0 8 8M8 0 0 8' },
  missing: { ground: 'var(--paper)', line: 'var(--ink-2)', shape: 'M3.5 4H4.5' },
};

/** Colour of text on a part without a pattern. */
export function partInk(kind: PartKind): string | undefined {
  return kind === 'source' ? 'var(--heat-ink-4)' : kind === 'current' ? 'var(--heat-ink-2)' : undefined;
}

/** The patterns that bars are filled with, by name; unseen itself. */
export function PartPatterns(): JSX.Element {
  return (
    <svg class="patterns" aria-hidden="true" focusable="false">
      <defs>
        {Object.entries(PARTS).map(([kind, { ground, line, shape }]) => (
          <pattern id={`part-${kind}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" fill={ground} />
            {shape !== '' && <path d={shape} stroke={line} stroke-width="1.4" fill="none" />}
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

interface StateLegendProps {
  readonly kinds: readonly { readonly kind: PartKind; readonly name: string }[];
}

/** What each part of a bar means. */
export function StateLegend({ kinds }: StateLegendProps): JSX.Element {
  return (
    <ul class="legend">
      {kinds.map(({ kind, name }) => (
        <li>
          <svg viewBox="0 0 26 16" aria-hidden="true" focusable="false">
            <rect width="26" height="16" rx="2" fill={`url(#part-${kind})`} stroke="var(--line)" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
