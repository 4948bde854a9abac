import { plot, type PlotOptions } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { z } from 'zod';

/** What the library draws on; the types of both know browsers only. */
interface Drawn {
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelectorAll(selector: string): Iterable<Drawn>;
}

const DRAWN = z.custom<Drawn>((value) => typeof value === 'object' && value !== null && 'outerHTML' in value);

/**
 * Draw a chart on the server.
 *
 * Charts look alike: one font and no ticks beside names. Colours are given as `var(--…)`, so that the page's theme decides them.
 *
 * @param label - What the chart shows, for those who do not see it.
 * @returns An `<svg>` element; texts in it are escaped.
 */
export function drawSvg(options: PlotOptions, label: string): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawn = DRAWN.parse(
    plot({ ...options, style: { fontSize: '13px', fontFamily: 'inherit' }, document }),
  );
  // English names of the library's parts (“cell”, “bar”) tell nobody anything, and groups may not have names.
  for (const part of drawn.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', label);
  return drawn.outerHTML;
}
