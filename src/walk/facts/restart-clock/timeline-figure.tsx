import type { JSX } from 'preact';
import type { RestartFormats } from './formats.js';
import type { Timeline } from './timeline.js';

interface TimelineProps {
  readonly timeline: Timeline;
  readonly formats: RestartFormats;
  /** What the scale counts, in words. */
  readonly unit: string;
}

type Mark = Timeline['marks'][number];

const HEIGHT = 104;
const AXIS = 62;
/** Minutes between the labels of the scale; the first step with few enough of them. */
const TICKS = [5, 10, 15, 30, 60, 120, 240] as const;
const MOST_TICKS = 8;

/**
 * Restart, errors and starts on a line, and under it what each mark means.
 *
 * Places are shares of the width, so that the drawing fits every screen with its letters unscaled.
 */
export function TimelineFigure({ timeline, formats, unit }: TimelineProps): JSX.Element {
  const place = (minutes: number): string =>
    percent((minutes - timeline.from) / (timeline.to - timeline.from));
  return (
    <figure class="walk-timeline">
      <figcaption id="timeline-title">{timeline.title}</figcaption>
      <svg role="img" aria-labelledby="timeline-title" width="100%" height={HEIGHT}>
        {timeline.bands.map((band) => (
          <rect
            class={`walk-band walk-band-${band.name}`}
            x={percent(band.from)}
            y={AXIS - 26}
            width={percent(band.to - band.from)}
            height={40}
          />
        ))}
        <line class="walk-axis" x1="0" x2="100%" y1={AXIS} y2={AXIS} />
        {ticks(timeline).map((minutes) => (
          <g class="walk-tick">
            <line x1={place(minutes)} x2={place(minutes)} y1={AXIS} y2={AXIS + 5} />
            <text x={place(minutes)} y={AXIS + 34}>
              {formats.signed(minutes)}
            </text>
          </g>
        ))}
        {timeline.marks.map((mark) => (
          <MarkShape mark={mark} />
        ))}
      </svg>
      <p class="walk-timeline-unit">{unit}</p>
      <ul class="walk-legend">
        {timeline.marks.map((mark) => (
          <li>
            <svg class="walk-legend-mark" width="18" height="18" aria-hidden="true">
              <Shape kind={mark.kind} x="50%" y={9} />
            </svg>
            <span>
              {mark.label} <b>{mark.time}</b>
              {mark.kind === 'error' && <span class="walk-label"> ({formats.delta(mark.minutes)})</span>}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** Restart and starts stand on the line under their time, each kind at a height of its own; errors hang below it. */
function MarkShape({ mark }: { readonly mark: Mark }): JSX.Element {
  const x = percent(mark.position);
  if (mark.kind === 'error') return <Shape kind="error" x={x} y={AXIS + 12} />;
  const top = mark.kind === 'proposed' ? 14 : 30;
  return (
    <g>
      <line class={`walk-pole walk-mark-${mark.kind}`} x1={x} x2={x} y1={top + 6} y2={AXIS} />
      <text class={`walk-time walk-mark-${mark.kind}`} x={x} y={top}>
        {mark.time}
      </text>
      <Shape kind={mark.kind} x={x} y={AXIS} />
    </g>
  );
}

/** Told apart by shape as well as by colour. */
function Shape({
  kind,
  x,
  y,
}: {
  readonly kind: Mark['kind'];
  readonly x: string;
  readonly y: number;
}): JSX.Element {
  if (kind === 'restart') return <circle class="walk-mark walk-mark-restart" cx={x} cy={y} r={6} />;
  const path = kind === 'error' ? 'M0 -6L7 6H-7Z' : 'M0 -7L7 0L0 7L-7 0Z';
  return (
    <svg class="walk-shape" x={x} y={y} overflow="visible">
      <path class={`walk-mark walk-mark-${kind}`} d={path} />
    </svg>
  );
}

function ticks({ from, to }: Timeline): readonly number[] {
  const step = TICKS.find((minutes) => (to - from) / minutes <= MOST_TICKS) ?? 480;
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
