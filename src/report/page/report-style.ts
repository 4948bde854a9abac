/** Full of each level in percent, from 1 on; the step in the middle is one no ink is readable on, light or dark. */
const FULLNESS = [10, 20, 32, 60, 72, 86, 100] as const;

/** A colour and an ink for each level of a heat map. */
function heatColours(): string {
  const levels = FULLNESS.map((percent, index) => {
    const level = index + 1;
    const ink = `light-dark(${level < 6 ? '#0d1f1c' : '#fff'}, ${level < 4 ? '#f2fbf8' : '#06201c'})`;
    return `  --heat-${level}: color-mix(in oklab, var(--heat-full) ${percent}%, var(--heat-0)); --heat-ink-${level}: ${ink};`;
  });
  return [
    '  --heat-0: light-dark(#fff, #141c1b); --heat-full: light-dark(#0b5f56, #9de3d5); --heat-ink-0: var(--ink);',
    ...levels,
  ].join('\n');
}

/** The page's style sheet, in the page itself: a report is one file that can be sent about. */
export const REPORT_STYLE = `
:root { color-scheme: light dark;
  --paper: light-dark(#f6f5f1, #111817); --surface: light-dark(#fff, #182120); --ink: light-dark(#17211f, #e4eae7);
  --ink-2: light-dark(#45524e, #b3bfba); --line: light-dark(#cfccc0, #35423f); --accent: light-dark(#0b5f56, #76d3c2);
  --heat-none: light-dark(#efeee8, #1a2322); --heat-ink-none: var(--ink-2);
${heatColours()}
  --blue: light-dark(#3a6ea5, #8db8e6); --amber: light-dark(#c98a1b, #e2b24e); --grey: light-dark(#8b938f, #76837e); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: clamp(1rem, 3vw, 2.5rem); background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Hiragino Sans', 'Noto Sans CJK JP', sans-serif; }
h1 { margin: 0; font-size: clamp(1.6rem, 1.3rem + 1.5vw, 2.2rem); line-height: 1.2; letter-spacing: -0.015em; }
h2 { margin: 0 0 0.4rem; font-size: 1.25rem; line-height: 1.3; } h3 { margin: 1.5rem 0 0; font-size: 1rem; }
section { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
p { margin: 0.3rem 0 0; max-width: 46rem; }
.lead, .note { color: var(--ink-2); text-wrap: pretty; } .note { font-size: 0.9rem; }
.wide { overflow-x: auto; margin-top: 1rem; padding: 0.25rem; }
.wide:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.wide svg { display: block; max-width: none; }
.wide::-webkit-scrollbar { height: 0.6rem; } .wide::-webkit-scrollbar-track { background: var(--line); border-radius: 0.3rem; }
.wide::-webkit-scrollbar-thumb { background: var(--ink-2); border-radius: 0.3rem; }
@supports not selector(::-webkit-scrollbar) { .wide { scrollbar-color: var(--ink-2) var(--line); } }
.wide tbody th { position: sticky; inset-inline-start: 0; background: var(--paper); max-width: 45vw; white-space: normal; }
.narrow { display: none; } @media (max-width: 46rem) { .roomy { display: none; } .narrow { display: block; } }
.patterns { position: absolute; width: 0; height: 0; }
.legend { display: flex; flex-wrap: wrap; gap: 0.35rem 1.4rem; margin: 0.9rem 0 0; padding: 0; list-style: none; font-size: 0.9rem; }
.legend svg { width: 1.6rem; height: 1rem; margin-inline-end: 0.45rem; vertical-align: -0.15rem; }
details { margin-top: 0.9rem; } summary { cursor: pointer; color: var(--accent); font-size: 0.9rem; font-weight: 600; min-height: 1.5rem; }
table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.8rem; white-space: nowrap; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { border-bottom-width: 2px; } tbody th { font-weight: 600; }
td.number, th.number { text-align: end; }
.articles td:nth-child(2), .articles td:last-child, .terms tbody th { white-space: normal; } .terms tbody th { min-width: 9rem; }
.articles td:nth-child(2) { min-width: 16rem; max-width: 30rem; } .articles td:last-child { min-width: 11rem; }
a { color: var(--accent); } code { font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace; font-size: 0.95em; }
@media print { details { display: block; } .wide { overflow: visible; } }
`;
