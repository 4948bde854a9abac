import { plot, type PlotOptions } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { z } from 'zod';

/** What the library draws on; the types of both know browsers only. */
const DRAWN = z.custom<{ readonly outerHTML: string; setAttribute(name: string, value: string): void }>(
  (value) => typeof value === 'object' && value !== null && 'outerHTML' in value,
);

/**
 * Draw a chart on the server.
 *
 * Colours are given as `var(--…)`, so that the page's theme decides them.
 *
 * @param label - What the chart shows, for those who do not see it.
 * @returns An `<svg>` element; texts in it are escaped.
 */
export function drawSvg(options: PlotOptions, label: string): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawn = DRAWN.parse(plot({ ...options, document }));
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', label);
  return drawn.outerHTML;
}
