import { parseLogAnswer } from './parse-log-answer.js';
import { parseRestartAnswer } from './parse-restart-answer.js';
import { UNKNOWN, type QuestionInput } from './question-input.js';
import { parseZoneName, refuse, type AnswerParse } from './refuse.js';

function parseMinutes(raw: unknown, min: number, max: number): AnswerParse {
  if (typeof raw !== 'number' && typeof raw !== 'string') return refuse('wrongType', { expected: 'number' });
  // Forms send text; a number in quotes is the same answer, and a person who wrote words is told of minutes, not of types.
  const minutes = typeof raw === 'string' && /^ ?\d{1,6} ?$/.test(raw) ? Number(raw) : raw;
  if (typeof minutes === 'string' || !Number.isInteger(minutes) || minutes < min || minutes > max)
    return refuse('badMinutes', { min, max });
  return { ok: true, answer: { kind: 'minutes', minutes } };
}

/**
 * Check an answer against what its question takes. `"unknown"` is an answer to every question.
 *
 * @param raw - As sent: parsed JSON, a form's text, or what a query string held.
 * @param now - Epoch milliseconds.
 */
export function parseAnswer(input: QuestionInput, raw: unknown, now: number): AnswerParse {
  if (raw === UNKNOWN) return { ok: true, answer: { kind: 'unknown' } };
  switch (input.type) {
    case 'log':
      return parseLogAnswer(raw, input.maxBytes, now);
    case 'restart':
      return parseRestartAnswer(raw);
    case 'minutes':
      return parseMinutes(raw, input.min, input.max);
    case 'zone': {
      if (typeof raw !== 'string') return refuse('wrongType', { expected: 'string' });
      const parsed = parseZoneName(raw);
      return parsed.ok ? { ok: true, answer: { kind: 'zone', zone: parsed.zone } } : parsed;
    }
    case 'choice': {
      if (typeof raw !== 'string') return refuse('wrongType', { expected: 'string' });
      if (input.options.includes(raw)) return { ok: true, answer: { kind: 'choice', option: raw } };
      return refuse('notAnOption', { options: [...input.options, UNKNOWN].join(', ') });
    }
  }
}
