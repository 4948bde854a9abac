import type { ProposedStart } from '../clock/propose-start.js';
import { formatStamp } from '../clock/stamp.js';
import { wireAnswer } from '../engine/answer.js';
import type { Findings } from '../engine/findings.js';
import type { WalkError } from '../engine/walk-error.js';
import type { WalkState } from '../engine/walk-state.js';
import { fillPlaceholders } from '../file/placeholders.js';
import { encodeAnswers } from './answer-query.js';
import { labelAnswer } from './label-answer.js';
import { presentOutcome, presentQuestion, type WalkContext } from './present-node.js';
import { textValues } from './text-values.js';
import type { WalkVoice } from './walk-voice.js';
import type { WireSentence, WireStart, WireUnderstood, WireWalkState } from './wire-state.js';

function wireInstant(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function wireStart({ time, zone, nextAt }: ProposedStart): WireStart {
  return { time, zone, nextAt: wireInstant(nextAt) };
}

function sentences(
  group: string,
  codes: readonly string[],
  voice: WalkVoice,
  values: ReadonlyMap<string, string>,
): readonly WireSentence[] {
  return codes.map((code) => {
    return { code, text: fillPlaceholders(voice.texts.findings.get(`${group}.${code}`) ?? code, values) };
  });
}

/** Say what is wrong, in the reader's language. */
function describeError(error: WalkError, voice: WalkVoice): string {
  const values = Object.entries(error.values).map(([name, value]): [string, string] => [name, String(value)]);
  return fillPlaceholders(voice.words.reasons[error.reason], new Map(values));
}

function presentUnderstood(findings: Findings, voice: WalkVoice): WireUnderstood | null {
  const log = findings.understood;
  if (log === undefined) return null;
  const { understood: words } = voice.words;
  const failedAt = log.failedAt.map(formatStamp);
  const restartAt = log.restartAt.map(formatStamp);
  const isOpen = log.failedAt.some((stamp) => stamp.dates.length > 1);
  const isWritten = log.failedAt.length > 0 && log.failedAt.every((stamp) => stamp.offset !== undefined);
  const order = isOpen ? 'open' : log.order;
  const times = (stamps: readonly string[]): string =>
    voice.formats.list(stamps.slice(0, 5).map(voice.formats.stamp));
  const isOwn = log.fault === 'logon' || log.fault === 'unstated';
  return {
    failedAt,
    fault: log.fault,
    confidence: log.confidence,
    order: order ?? null,
    zone: isWritten ? 'written' : (findings.logZone ?? null),
    restartAt,
    lines: [
      ...(failedAt.length === 0 ? [] : [{ label: words.times, text: times(failedAt) }]),
      ...(order === undefined || order === 'YMD' ? [] : [{ label: null, text: words.orders[order] }]),
      ...(isWritten ? [{ label: null, text: words.zoneWritten }] : []),
      ...(isOwn ? [{ label: null, text: words[log.confidence] }] : []),
      ...(restartAt.length === 0 ? [] : [{ label: words.restarts, text: times(restartAt) }]),
    ],
  };
}

function presentVerdict(
  { verdict }: Findings,
  voice: WalkVoice,
  values: ReadonlyMap<string, string>,
): WireWalkState['verdict'] {
  if (verdict === undefined) return null;
  return {
    name: verdict.name,
    deltaMinutes: verdict.deltaMinutes,
    text: fillPlaceholders(voice.texts.findings.get(`verdict.${verdict.name}`) ?? verdict.name, values),
    readings: verdict.readings.map((reading) => ({
      ...reading,
      failedAt: wireInstant(reading.failedAt),
      restartAt: wireInstant(reading.restartAt),
      order: reading.order ?? null,
    })),
  };
}

function presentSchedule({ schedule }: Findings, voice: WalkVoice): WireWalkState['schedule'] {
  if (schedule === undefined) return null;
  return {
    proposed: wireStart(schedule.proposed),
    alternative: wireStart(schedule.alternative),
    recommended: schedule.recommended,
    consolePath: voice.texts.consolePath,
  };
}

/** A prompt as it read when it was asked: a second try moves the start that the first one named. */
function promptThen(state: WalkState, index: number, prompt: string, voice: WalkVoice): string {
  if (!prompt.includes('{')) return prompt;
  const before = new Map([...state.answers].slice(0, index));
  const { findings } = state.walk.facts.study(before, state.now);
  return fillPlaceholders(prompt, textValues(findings, voice.formats));
}

/** Write a state as it goes over the wire: what `POST …/walk` answers, and what the page shows. */
export function presentWalkState(state: WalkState, voice: WalkVoice, context: WalkContext): WireWalkState {
  const { findings, node, walk } = state;
  const values = textValues(findings, voice.formats);
  const query = encodeAnswers(state);
  const answers = [...state.answers];
  return {
    walk: { number: walk.number, kind: walk.kind, version: walk.version, title: voice.texts.title },
    status: state.status,
    answers: Object.fromEntries(answers.map(([id, answer]) => [id, wireAnswer(answer)])),
    answered: answers.map(([id, answer], i) => {
      const prompt = promptThen(state, i, voice.texts.questions.get(id)?.prompt ?? id, voice);
      return { id, prompt, text: labelAnswer(id, answer, voice) };
    }),
    understood: presentUnderstood(findings, voice),
    verdict: presentVerdict(findings, voice, values),
    schedule: presentSchedule(findings, voice),
    assumptions: sentences('assumption', findings.assumptions, voice, values),
    warnings: sentences('warning', findings.warnings, voice, values),
    question: node.kind === 'question' ? presentQuestion(node, findings, voice, values, context) : null,
    outcome: node.kind === 'outcome' ? presentOutcome(node, voice, values, context) : null,
    errors: state.errors.map((error) => ({
      pointer: error.pointer,
      reason: error.reason,
      detail: describeError(error, voice),
    })),
    ignored: state.ignored,
    dropped: state.dropped,
    progress: state.progress,
    links: {
      ...context.links,
      ...('page' in context.links ? { page: `${context.links['page']}?${query}` } : {}),
    },
  };
}
