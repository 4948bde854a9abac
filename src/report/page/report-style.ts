/** Fill of each level in percent, skipping the middle, on which neither text colour is readable. */
const FULLNESS = [10, 20, 32, 60, 72, 86, 100] as const;

/** Background and text colour for each heat level. */
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

/** The style sheet, inlined so that a report is a single file. */
export const REPORT_STYLE = `
:root { color-scheme: light dark;
  --paper: light-dark(#f6f5f1, #111817); --surface: light-dark(#fff, #182120); --ink: light-dark(#17211f, #e4eae7);
  --ink-2: light-dark(#45524e, #b3bfba); --line: light-dark(#cfccc0, #35423f); --accent: light-dark(#0b5f56, #76d3c2);
  --heat-none: light-dark(#efeee8, #1a2322); --heat-ink-none: var(--ink-2);
${heatColours()}
  --blue: light-dark(#3a6ea5, #8db8e6); --amber: light-dark(#c98a1b, #e2b24e); --grey: light-dark(#8b938f, #76837e); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: clamp(1rem, 3vw, 2.5rem); background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Hiragino Sans', 'Noto Sans CJK JP', sans-serif; }
h1 { margin: 0; font-size: clamp(1.6rem, 1.3rem + 1.5vw, 2.2rem); line-height: 1.2; letter-spacing: -0.015em; }
h2 { margin: 0 0 0.4rem; font-size: 1.25rem; line-height: 1.3; } h3 { margin: 1.5rem 0 0; font-size: 1rem; }
section { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
p { margin: 0.3rem 0 0; max-width: 46rem; }
.lead, .note { color: var(--ink-2); text-wrap: pretty; } .note { font-size: 0.9rem; }
.wide { overflow: auto; max-height: 85vh; margin-top: 1rem; padding: 0.25rem; }
.wide:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.wide::-webkit-scrollbar { height: 0.6rem; } .wide::-webkit-scrollbar-track { background: var(--line); border-radius: 0.3rem; }
.wide::-webkit-scrollbar-thumb { background: var(--ink-2); border-radius: 0.3rem; }
@supports not selector(::-webkit-scrollbar) { .wide { scrollbar-color: var(--ink-2) var(--line); } }
.wide tbody th { position: sticky; inset-inline-start: 0; background: var(--paper); min-width: min(13rem, 38vw); max-width: 45vw; white-space: normal; } tbody th a, tbody th code { white-space: nowrap; }
.articles tbody th { min-width: 0; }
.heat td { padding: 0.3rem 0.6rem; min-width: 4.25rem; border: 3px solid var(--paper); border-radius: 0.5rem; } .heat small { display: block; font-size: 0.75rem; line-height: 1.2; }
.part { background-color: var(--ground); background-image: var(--drawn, none); outline: 1px solid var(--line); forced-color-adjust: none; }
.part-source { --ground: var(--heat-4); color: var(--heat-ink-4); } .part-current { --ground: var(--heat-2); color: var(--heat-ink-2); }
.part-outdated { --ground: var(--amber); --drawn: repeating-linear-gradient(-45deg, var(--ink) 0 1.5px, transparent 1.5px 6px); }
.part-ahead { --ground: var(--blue); --drawn: repeating-linear-gradient(var(--paper) 0 1.5px, transparent 1.5px 6px); }
.part-unversioned { --ground: var(--grey); --drawn: repeating-linear-gradient(90deg, var(--paper) 0 1.5px, transparent 1.5px 6px); }
.part-no-source { --ground: var(--surface); --drawn: repeating-linear-gradient(45deg, var(--ink-2) 0 1px, transparent 1px 7px), repeating-linear-gradient(-45deg, var(--ink-2) 0 1px, transparent 1px 7px); }
.part-missing { --ground: var(--paper); --drawn: radial-gradient(var(--ink-2) 1px, transparent 1.2px); background-size: 6px 6px; }
.bar { display: flex; width: clamp(14rem, 34vw, 30rem); height: 1.6rem; gap: 2px; } .bar .part { flex: 1 0 0; display: grid; place-items: center; }
.bar b { padding: 0 0.25rem; font-weight: 600; font-size: 0.8rem; line-height: 1.3; border-radius: 0.2rem; } .part:not(.part-source, .part-current) b { background: var(--paper); color: var(--ink); }
.legend { display: flex; flex-wrap: wrap; gap: 0.35rem 1.4rem; margin: 0.9rem 0 0; padding: 0; list-style: none; font-size: 0.9rem; }
.legend .part { display: inline-block; width: 1.6rem; height: 1rem; margin-inline-end: 0.45rem; vertical-align: -0.15rem; }
table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.8rem; white-space: nowrap; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { position: sticky; top: -0.25rem; z-index: 1; background: var(--paper); border-bottom-width: 2px; } tbody th { font-weight: 600; }
td.number, th.number { text-align: end; }
.articles td:nth-child(2), .articles td:last-child, .terms tbody th { white-space: normal; } .terms tbody th { min-width: 9rem; }
.articles td:nth-child(2) { min-width: 16rem; max-width: 30rem; } .articles td:last-child { min-width: 11rem; }
a { color: var(--accent); } code { font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace; font-size: 0.95em; }
${['none', 0, ...FULLNESS.map((_, index) => index + 1)].map((level) => `.heat-${level} { background: var(--heat-${level}); color: var(--heat-ink-${level}); }`).join(' ')}
@media print { .wide { overflow: visible; max-height: none; } }
`;
