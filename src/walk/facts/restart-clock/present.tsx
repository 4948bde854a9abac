import type { JSX } from 'preact';
import { z } from 'zod';
import type { FactPresentation, ReadBackLine } from '../../fact-set.js';
import { fillPlaceholders, type WalkVoice } from '../../walk-texts.js';
import type { ProposedStart } from './clock/daily-restart.js';
import { formatStamp } from './clock/stamp.js';
import type { RestartEvaluation, Schedule } from './evaluate.js';
import { restartFormats, RESTART_WORDS } from './formats.js';
import { createTimeline, drawTimeline } from './timeline.js';

const START = z.object({ time: z.string(), zone: z.string(), nextAt: z.iso.datetime() });
const VERDICT_NAME = z.enum(['same', 'near', 'different']);

const UNDERSTOOD = z.object({
  failedAt: z.array(z.string()),
  fault: z.string(),
  confidence: z.string(),
  /** `DMY`, `MDY`, `YMD`, `open`, or null when not told. */
  order: z.string().nullable(),
  /** `written` in the log, the zone's name, or null while not known. */
  zone: z.string().nullable(),
  restartAt: z.array(z.string()),
  /** The same in the reader's language, one line each; a plain sentence has no label. */
  lines: z.array(z.object({ label: z.string().nullable(), text: z.string() })),
});

const VERDICT = z.object({
  name: VERDICT_NAME,
  deltaMinutes: z.number(),
  text: z.string(),
  readings: z.array(
    z.object({
      written: z.string(),
      failedAt: z.iso.datetime(),
      restartAt: z.iso.datetime(),
      deltaMinutes: z.number(),
      name: VERDICT_NAME,
      order: z.string().nullable(),
    }),
  ),
});

const SCHEDULE = z.object({
  proposed: START,
  alternative: START,
  recommended: z.enum(['proposed', 'alternative']),
  consolePath: z.array(z.string()),
});

export const RESTART_MEMBERS = {
  understood: UNDERSTOOD.nullable(),
  verdict: VERDICT.nullable(),
  schedule: SCHEDULE.nullable(),
};

type Members = { readonly [Name in keyof typeof RESTART_MEMBERS]: z.infer<(typeof RESTART_MEMBERS)[Name]> };

/** Present the evaluation in one language. */
export function presentRestart(found: RestartEvaluation, voice: WalkVoice): FactPresentation {
  const values = textValues(found, voice);
  const members: Members = {
    understood: presentUnderstood(found, voice),
    verdict: presentVerdict(found, voice, values),
    schedule: presentSchedule(found, voice),
  };
  const { understood, verdict, schedule } = members;
  const { title } = RESTART_WORDS.in(voice.language).understood;
  return {
    values,
    verdict: verdict === null ? undefined : { name: verdict.name, text: verdict.text },
    readBack: understood === null ? undefined : { question: 'logs', title, lines: understood.lines },
    members,
    Details: verdict === null ? undefined : () => renderDetails(found, voice),
    markdown: schedule === null ? [] : [writeSchedule(schedule)],
  };
}

/** Known values, formatted for the reader's locale. */
function textValues(found: RestartEvaluation, voice: WalkVoice): ReadonlyMap<string, string> {
  const { comparison, schedule, restart, log, logZone, period } = found;
  const verdict = comparison?.verdict;
  const formats = restartFormats(voice.locale);
  const newest = verdict?.readings.find((reading) => reading.name === verdict.name);
  const stamp = log?.failedAt[0];
  const written = newest?.written ?? (stamp === undefined ? undefined : formatStamp(stamp));
  const start = schedule?.[schedule.recommended];
  const values = {
    failedAt: written === undefined ? undefined : formats.stamp(written),
    delta: verdict === undefined ? undefined : formats.delta(verdict.deltaMinutes),
    distance: verdict === undefined ? undefined : formats.duration(Math.abs(verdict.deltaMinutes)),
    restart: restart === undefined ? undefined : `${formats.daily(restart.time)}, ${restart.zone}`,
    restartZone: restart?.zone,
    logZone,
    start: start === undefined ? undefined : formats.daily(start.time),
    startZone: start?.zone,
    nextAt: start === undefined ? undefined : formats.instant(start.nextAt, start.zone),
    proposed: schedule === undefined ? undefined : formats.daily(schedule.proposed.time),
    alternative: schedule === undefined ? undefined : formats.daily(schedule.alternative.time),
    period: period === undefined ? undefined : String(period),
  };
  return new Map(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function presentUnderstood(found: RestartEvaluation, voice: WalkVoice): Members['understood'] {
  const { log, logZone } = found;
  if (log === undefined) return null;
  const { understood: words } = RESTART_WORDS.in(voice.language);
  const formats = restartFormats(voice.locale);
  const failedAt = log.failedAt.map(formatStamp);
  const restartAt = log.restartAt.map(formatStamp);
  const isOpen = log.failedAt.some((stamp) => stamp.dates.length > 1);
  const isWritten = log.failedAt.length > 0 && log.failedAt.every((stamp) => stamp.offset !== undefined);
  const order = isOpen ? 'open' : log.order;
  const times = (stamps: readonly string[]): string => formats.list(stamps.slice(0, 5).map(formats.stamp));
  const isOwn = log.fault === 'logon' || log.fault === 'unstated';
  const lines: ReadBackLine[] = [
    ...(failedAt.length === 0 ? [] : [{ label: words.times, text: times(failedAt) }]),
    ...(order === undefined || order === 'YMD' ? [] : [{ label: null, text: words.orders[order] }]),
    ...(isWritten ? [{ label: null, text: words.zoneWritten }] : []),
    ...(isOwn ? [{ label: null, text: words[log.confidence] }] : []),
    ...(restartAt.length === 0 ? [] : [{ label: words.restarts, text: times(restartAt) }]),
  ];
  return {
    failedAt,
    fault: log.fault,
    confidence: log.confidence,
    order: order ?? null,
    zone: isWritten ? 'written' : (logZone ?? null),
    restartAt,
    lines,
  };
}

function wireInstant(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function presentVerdict(
  { comparison }: RestartEvaluation,
  { texts }: WalkVoice,
  values: ReadonlyMap<string, string>,
): Members['verdict'] {
  const verdict = comparison?.verdict;
  if (verdict === undefined) return null;
  return {
    name: verdict.name,
    deltaMinutes: verdict.deltaMinutes,
    text: fillPlaceholders(texts.sentences.get(`verdict.${verdict.name}`) ?? verdict.name, values),
    readings: verdict.readings.map((reading) => ({
      ...reading,
      failedAt: wireInstant(reading.failedAt),
      restartAt: wireInstant(reading.restartAt),
      order: reading.order ?? null,
    })),
  };
}

function presentSchedule({ schedule }: RestartEvaluation, { texts }: WalkVoice): Members['schedule'] {
  if (schedule === undefined) return null;
  const wire = (start: ProposedStart): z.infer<typeof START> => ({
    ...start,
    nextAt: wireInstant(start.nextAt),
  });
  const { proposed, alternative, recommended } = schedule;
  return {
    proposed: wire(proposed),
    alternative: wire(alternative),
    recommended,
    consolePath: texts.consolePath,
  };
}

function writeSchedule({ proposed, alternative, recommended }: NonNullable<Members['schedule']>): string {
  const best = recommended === 'proposed' ? proposed : alternative;
  const other = recommended === 'proposed' ? alternative : proposed;
  return `New start: **${best.time} ${best.zone}** (next ${best.nextAt}); also possible: ${other.time} ${other.zone}.`;
}

function renderDetails(found: RestartEvaluation, voice: WalkVoice): JSX.Element {
  const timeline = createTimeline(found, voice);
  return (
    <>
      {found.schedule && !found.hasWorked && drawNewStart(found.schedule, voice)}
      {timeline && drawTimeline(timeline, voice)}
    </>
  );
}

function drawNewStart(schedule: Schedule, voice: WalkVoice): JSX.Element {
  const { schedule: words, timeline } = RESTART_WORDS.in(voice.language);
  const formats = restartFormats(voice.locale);
  return (
    <section class="walk-schedule" aria-labelledby="walk-schedule-title">
      <h2 id="walk-schedule-title">{words.title}</h2>
      <div class="walk-starts">
        {(['proposed', 'alternative'] as const).map((kind) => {
          const start = schedule[kind];
          const isRecommended = schedule.recommended === kind;
          const date = formats.instant(start.nextAt, start.zone);
          return (
            <div class={isRecommended ? 'walk-start walk-start-recommended' : 'walk-start'}>
              <p class="walk-start-label">
                {timeline[kind]} {isRecommended && <span class="badge">{words.recommended}</span>}
              </p>
              <p class="walk-start-time">
                <b>{formats.daily(start.time)}</b> <span>{start.zone}</span>
              </p>
              <p class="walk-start-next">{fillPlaceholders(words.nextRun, new Map([['date', date]]))}</p>
            </div>
          );
        })}
      </div>
    </section>
  );
}
