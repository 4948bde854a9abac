import { z } from 'zod';
import { ANSWER_FIELD, singleValueInput } from '../../engine/choice-input.js';
import { decodeText, MAX_TEXT_BYTES } from '../../engine/decode-text.js';
import { refuse, type AnswerForm, type AnswerValue, type Input, type Parsed } from '../../fact-set.js';
import { FIELDS, LogFields, MinutesFields, RestartFields, ZoneFields } from './fields.js';
import { restartFormats, RESTART_WORDS } from './formats.js';
import { decodeLog, encodeLog, logValue, parseLogAnswer } from './log-answer.js';
import {
  decodeRestart,
  encodeRestart,
  parseRestartAnswer,
  parseZoneName,
  restartValue,
} from './restart-answer.js';

/** A file takes precedence over typed text, and log lines over a bare time. */
function readLogForm({ fields, files }: AnswerForm): unknown {
  const file = files.get(FIELDS.file);
  if (file !== undefined) return decodeText(file);
  const text = fields.get(ANSWER_FIELD);
  if (text !== undefined && text.trim() !== '') return text;
  const failedAt = fields.get(FIELDS.failedAt)?.trim() ?? '';
  return failedAt === '' ? '' : { failedAt: [failedAt] };
}

const logInput = z
  .strictObject({
    type: z.literal('log'),
    maxBytes: z.int().min(1).max(MAX_TEXT_BYTES),
    example: z.string(),
  })
  .transform(({ type, maxBytes, example }): Input =>
    singleValueInput(type, {
      limits: { maxBytes, example },
      takesFile: true,
      parse: (raw, now) => {
        const parsed = parseLogAnswer(raw, maxBytes, now);
        return parsed.ok ? { ok: true, value: logValue(parsed.reading) } : parsed;
      },
      encode: encodeLog,
      decode: decodeLog,
      readForm: readLogForm,
      // The log's text was discarded, and its times alone would say less, so the form starts empty.
      toFields: () => new Map(),
      label: (value, { locale }) => {
        if (typeof value !== 'object') return undefined;
        const { failedAt = [] } = value;
        const formats = restartFormats(locale);
        return formats.list([failedAt].flat().slice(0, 5).map(formats.stamp));
      },
      Fields: LogFields,
    }),
  );

const zoneInput = z
  .strictObject({ type: z.literal('zone'), example: z.string() })
  .transform(({ type, example }): Input =>
    singleValueInput(type, {
      limits: { example },
      parse: (raw) => {
        if (typeof raw !== 'string') return refuse('wrongType', { expected: 'string' });
        const parsed = parseZoneName(raw);
        return parsed.ok ? { ok: true, value: parsed.zone } : parsed;
      },
      label: String,
      Fields: ZoneFields,
    }),
  );

const RESTART_FIELDS = [FIELDS.time, FIELDS.zone, FIELDS.kind, FIELDS.date] as const;

function readRestartForm({ fields }: AnswerForm): unknown {
  const given = RESTART_FIELDS.map((name) => [name, fields.get(name)?.trim() ?? ''] as const);
  const { time = '', kind, date, zone } = Object.fromEntries(given.filter(([, value]) => value !== ''));
  return {
    time,
    ...(zone !== undefined && { zone }),
    ...(kind !== undefined && { kind }),
    ...(kind === 'once' && date !== undefined && { date }),
  };
}

function restartFields(value: AnswerValue): ReadonlyMap<string, string> {
  const members = typeof value === 'object' ? Object.entries(value) : [];
  return new Map(
    members.flatMap(([name, part]) => (typeof part === 'string' ? [[name, part] as const] : [])),
  );
}

const restartInput = z
  .strictObject({ type: z.literal('restart'), example: z.string() })
  .transform(({ type, example }): Input =>
    singleValueInput(type, {
      limits: { example },
      parse: (raw) => {
        const parsed = parseRestartAnswer(raw);
        return parsed.ok ? { ok: true, value: restartValue(parsed.restart) } : parsed;
      },
      encode: encodeRestart,
      decode: decodeRestart,
      readForm: readRestartForm,
      toFields: restartFields,
      label: (value, { language, locale }) => {
        const parsed = parseRestartAnswer(value);
        if (!parsed.ok) return undefined;
        const { time, zone, kind, date } = parsed.restart;
        const { fields } = RESTART_WORDS.in(language);
        const said = [date, restartFormats(locale).daily(time), zone, fields[kind]];
        return said.filter((part) => part !== undefined).join(' · ');
      },
      Fields: RestartFields,
    }),
  );

function parseMinutes(raw: unknown, min: number, max: number): Parsed<{ value: number }> {
  if (typeof raw !== 'number' && typeof raw !== 'string') return refuse('wrongType', { expected: 'number' });
  // Forms send text, so numeric strings are accepted; other text gets an error about minutes, not about types.
  const minutes = typeof raw === 'string' && /^ ?\d{1,6} ?$/.test(raw) ? Number(raw) : raw;
  if (typeof minutes === 'string' || !Number.isInteger(minutes) || minutes < min || minutes > max)
    return refuse('badMinutes', { min, max });
  return { ok: true, value: minutes };
}

const minutesInput = z
  .strictObject({ type: z.literal('minutes'), min: z.int(), max: z.int(), example: z.int() })
  .transform(({ type, min, max, example }): Input =>
    singleValueInput(type, {
      limits: { min, max, example },
      usual: example,
      parse: (raw) => parseMinutes(raw, min, max),
      label: (value, { locale }) => restartFormats(locale).minutes(Number(value)),
      Fields: MinutesFields,
    }),
  );

/** What the questions of a walk about restarts take, besides choices. */
export const RESTART_INPUTS = {
  log: logInput,
  zone: zoneInput,
  restart: restartInput,
  minutes: minutesInput,
};
