import type { JSX } from 'preact';

/** 20 × 20 grid, stroke 1.6; decorative, since text or a label is always present. */
const SHAPES = {
  search: ['M9 15.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z', 'm14 14 4 4'],
  copy: [
    'M7.5 6.5h8a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z',
    'M13.5 6.5v-3a1 1 0 0 0-1-1h-8a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h2',
  ],
  link: ['m8.2 11.8 3.6-3.6', 'm9 6 1.6-1.6a3.5 3.5 0 0 1 5 5L14 11', 'm11 14-1.6 1.6a3.5 3.5 0 0 1-5-5L6 9'],
  theme: ['M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z', 'M10 2.5v15', 'M10 6h5.4M10 10h7.3M10 14h5.4'],
  language: [
    'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z',
    'M2.5 10h15',
    'M10 2.5c4.5 4.5 4.5 10.5 0 15-4.5-4.5-4.5-10.5 0-15Z',
  ],
  arrow: ['M3.5 10h13', 'm11.5 5 5 5-5 5'],
  columns: ['M3.5 4h5v12h-5Z', 'M11.5 4h5v12h-5Z'],
  more: ['M4.5 10h.01', 'M10 10h.01', 'M15.5 10h.01'],
  flag: ['M5 18V3', 'M5 3.5h10l-2.5 3.5 2.5 3.5H5'],
  feed: ['M4 16h.01', 'M4 10a6 6 0 0 1 6 6', 'M4 4a12 12 0 0 1 12 12'],
} as const satisfies Record<string, readonly string[]>;

/** An icon in the current colour, hidden from screen readers. */
export function Icon({ name }: { readonly name: keyof typeof SHAPES }): JSX.Element {
  return (
    <svg
      class={`icon icon-${name}`}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name].map((path) => (
        <path d={path} />
      ))}
    </svg>
  );
}
