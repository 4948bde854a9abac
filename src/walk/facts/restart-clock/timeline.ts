import { dailyMilliseconds } from './clock/daily-time.js';
import type { WalkVoice } from '../../present/voice.js';
import type { RestartEvaluation } from './evaluate.js';
import { restartFormats } from './formats.js';
import { RESTART_WORDS } from './words.js';

/** One mark on the drawn timeline. */
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

/** A timeline around the restart, ready to draw. */
export interface Timeline {
  readonly title: string;
  /** The edges, in minutes after the restart. */
  readonly from: number;
  readonly to: number;
  /** Stretches that make the verdicts *same* and *near*, clipped to the edges. */
  readonly bands: readonly { readonly name: 'same' | 'near'; readonly from: number; readonly to: number }[];
  /** From left to right. */
  readonly marks: readonly TimelineMark[];
}

const DAY_MINUTES = 1440;
const MAX_ERRORS = 12;

/**
 * Lay out restart, errors and proposed starts on a line.
 *
 * @returns Undefined before there is a verdict.
 */
export function createTimeline(evaluation: RestartEvaluation, voice: WalkVoice): Timeline | undefined {
  const { verdict, restart, schedule, bounds } = evaluation;
  if (verdict === undefined || restart === undefined) return undefined;
  const { timeline: words } = RESTART_WORDS.in(voice.language);
  const formats = restartFormats(voice.locale);
  const after = (time: string): number => {
    const minutes = (dailyMilliseconds(time) - dailyMilliseconds(restart.time)) / 60_000;
    return (minutes + DAY_MINUTES) % DAY_MINUTES;
  };
  const kinds = (['proposed', 'alternative'] as const).filter(
    (kind) => !evaluation.hasWorked || schedule?.recommended === kind,
  );
  const starts = kinds.flatMap((kind) => {
    if (schedule === undefined) return [];
    const { time } = schedule[kind];
    return [{ kind, minutes: after(time), label: words[kind], time: formats.daily(time) }];
  });
  const errors = verdict.readings.slice(0, MAX_ERRORS).map((reading) => ({
    kind: 'error' as const,
    minutes: reading.deltaMinutes,
    label: words.error,
    time: formats.stamp(reading.written),
  }));
  const raw = [
    { kind: 'restart' as const, minutes: 0, label: words.restart, time: formats.daily(restart.time) },
    ...errors,
    ...starts,
  ];
  const minutes = raw.map((mark) => mark.minutes);
  const least = Math.min(bounds.near.from, ...minutes);
  const most = Math.max(bounds.near.to, ...minutes);
  const margin = (most - least) * 0.08;
  const [from, to] = [least - margin, most + margin];
  const place = (value: number): number => (value - from) / (to - from);
  return {
    title: words.title,
    from,
    to,
    bands: [
      { name: 'near', from: place(bounds.near.from), to: place(bounds.near.to) },
      { name: 'same', from: place(bounds.same.from), to: place(bounds.same.below) },
    ],
    marks: raw
      .map((mark) => ({ ...mark, position: place(mark.minutes) }))
      .sort((a, b) => a.minutes - b.minutes),
  };
}
