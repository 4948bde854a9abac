import type { JSX } from 'preact';
import { restartFormats, RESTART_WORDS } from './formats.js';
import { dailyMilliseconds } from './clock/daily-restart.js';
import type { WalkVoice } from '../../walk-texts.js';
import type { RestartEvaluation } from './evaluate.js';

interface TimelineMark {
  readonly kind: 'restart' | 'error' | 'proposed' | 'alternative';
  /** After the restart; negative before it. */
  readonly minutes: number;
  /** From 0 at the left edge to 1 at the right. */
  readonly position: number;
  readonly label: string;
  /** The time as the reader's locale writes it. */
  readonly time: string;
}

/** A timeline around the restart, ready to draw; positions from 0 to 1. */
interface Timeline {
  /** Stretches that make the verdicts *same* and *near*. */
  readonly bands: readonly { readonly name: 'same' | 'near'; readonly from: number; readonly to: number }[];
  readonly ticks: readonly { readonly minutes: number; readonly position: number }[];
  /** From left to right. */
  readonly marks: readonly TimelineMark[];
}

const DAY_MINUTES = 1440;
const MAX_ERRORS = 12;
const HEIGHT = 104;
const AXIS = 62;
/** Minutes between the labels of the scale; the first step with few enough of them. */
const TICKS = [5, 10, 15, 30, 60, 120, 240] as const;
const MOST_TICKS = 8;

/**
 * Lay out restart, errors and proposed starts on a line.
 *
 * @returns Undefined before there is a verdict.
 */
export function createTimeline(evaluation: RestartEvaluation, voice: WalkVoice): Timeline | undefined {
  const { comparison, restart, schedule, bounds } = evaluation;
  const verdict = comparison?.verdict;
  if (verdict === undefined || restart === undefined) return undefined;
  const { timeline: words } = RESTART_WORDS.in(voice.language);
  const formats = restartFormats(voice.locale);
  const kinds = (['proposed', 'alternative'] as const).filter(
    (kind) => !evaluation.hasWorked || schedule?.recommended === kind,
  );
  const starts = kinds.flatMap((kind) => {
    if (schedule === undefined) return [];
    const { time } = schedule[kind];
    const after = (dailyMilliseconds(time) - dailyMilliseconds(restart.time)) / 60_000;
    const minutes = (after + DAY_MINUTES) % DAY_MINUTES;
    return [{ kind, minutes, label: words[kind], time: formats.daily(time) }];
  });
  const errors = verdict.readings.slice(0, MAX_ERRORS).map((reading) => ({
    kind: 'error' as const,
    minutes: reading.deltaMinutes,
    label: words.error,
    time: formats.stamp(reading.written),
  }));
  const marks = [
    { kind: 'restart' as const, minutes: 0, label: words.restart, time: formats.daily(restart.time) },
    ...errors,
    ...starts,
  ].sort((a, b) => a.minutes - b.minutes);
  const least = Math.min(bounds.near.from, marks[0]?.minutes ?? 0);
  const most = Math.max(bounds.near.to, marks.at(-1)?.minutes ?? 0);
  const margin = (most - least) * 0.08;
  const [from, to] = [least - margin, most + margin];
  const place = (minutes: number): number => (minutes - from) / (to - from);
  return {
    bands: [
      { name: 'near', from: place(bounds.near.from), to: place(bounds.near.to) },
      { name: 'same', from: place(bounds.same.from), to: place(bounds.same.below) },
    ],
    ticks: ticksBetween(from, to).map((minutes) => ({ minutes, position: place(minutes) })),
    marks: marks.map((mark) => ({ ...mark, position: place(mark.minutes) })),
  };
}

function ticksBetween(from: number, to: number): readonly number[] {
  const step = TICKS.find((minutes) => (to - from) / minutes <= MOST_TICKS) ?? 480;
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
}

/**
 * Restart, errors and starts on a line, and under it what each mark means.
 *
 * Places are shares of the width, so that the drawing fits every screen with its letters unscaled.
 */
export function drawTimeline({ bands, ticks, marks }: Timeline, voice: WalkVoice): JSX.Element {
  const { timeline: words } = RESTART_WORDS.in(voice.language);
  const formats = restartFormats(voice.locale);
  return (
    <figure class="walk-timeline">
      <figcaption id="timeline-title">{words.title}</figcaption>
      <svg role="img" aria-labelledby="timeline-title" width="100%" height={HEIGHT}>
        {bands.map((band) => (
          <rect
            class={`walk-band walk-band-${band.name}`}
            x={percent(band.from)}
            y={AXIS - 26}
            width={percent(band.to - band.from)}
            height={40}
          />
        ))}
        <line class="walk-axis" x1="0" x2="100%" y1={AXIS} y2={AXIS} />
        {ticks.map(({ minutes, position }) => (
          <g class="walk-tick">
            <line x1={percent(position)} x2={percent(position)} y1={AXIS} y2={AXIS + 5} />
            <text x={percent(position)} y={AXIS + 34}>
              {formats.signed(minutes)}
            </text>
          </g>
        ))}
        {marks.map(drawMark)}
      </svg>
      <p class="walk-timeline-unit">{words.minutesAfter}</p>
      <ul class="walk-legend">
        {marks.map((mark) => (
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

/** Restart and starts are on the axis with their time above, at different heights; errors are below it. */
function drawMark(mark: TimelineMark): JSX.Element {
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

/** Distinguished by shape as well as colour. */
function Shape({ kind, x, y }: Pick<TimelineMark, 'kind'> & { x: string; y: number }): JSX.Element {
  if (kind === 'restart') return <circle class="walk-mark walk-mark-restart" cx={x} cy={y} r={6} />;
  const path = kind === 'error' ? 'M0 -6L7 6H-7Z' : 'M0 -7L7 0L0 7L-7 0Z';
  return (
    <svg class="walk-shape" x={x} y={y} overflow="visible">
      <path class={`walk-mark walk-mark-${kind}`} d={path} />
    </svg>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
