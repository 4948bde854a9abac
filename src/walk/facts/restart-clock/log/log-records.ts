import { stampsIn, type StampParse } from '../clock/parse-stamp.js';
import { foldText } from './signatures.js';

/** A time in a log, and what the log says there. */
interface LogRecord {
  /** Undefined for text before the first time. */
  readonly when: StampParse | undefined;
  /** Folded for matching, a thousand characters at most. */
  readonly text: string;
}

const MAX_TEXT = 1000;
const MAX_FOLLOWING = 4;
const FULL_WIDTH_DIGIT = /[\uff10-\uff19]/;

/** A second time in a line begins a record of its own where it looks like a line that lost its break, not like part of a sentence. */
function beginsRecord(line: string, at: number): boolean {
  return (
    at > 0 && /[\s|]/.test(line.charAt(at - 1)) && !/[(:=]\s?$/.test(line.slice(Math.max(0, at - 3), at))
  );
}

/** Cut a line where its records begin; what stands before its first time belongs to that one: list marks, quotes, a sentence. */
function splitLine(line: string): readonly LogRecord[] {
  const times = [...stampsIn(line)].filter(({ start }, i) => i === 0 || beginsRecord(line, start));
  const [first] = times;
  const lead = line.slice(0, Math.min(first?.start ?? line.length, MAX_TEXT));
  if (first === undefined) return [{ when: undefined, text: lead }];
  return times.map((when, i) => {
    const before = i === 0 ? lead : '';
    const end = Math.min(times[i + 1]?.start ?? line.length, when.end + MAX_TEXT - before.length);
    return { when, text: before + line.slice(when.end, end) };
  });
}

/** Full-width signs, as Japanese keyboards give them, to plain ones. */
function narrow(line: string): string {
  return line
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}

function* lines(text: string): Generator<string> {
  let from = 0;
  while (from <= text.length) {
    const found = text.indexOf('\n', from);
    const end = found === -1 ? text.length : found;
    const line = text.slice(from, end).trimEnd();
    if (line !== '') yield FULL_WIDTH_DIGIT.test(line.slice(0, 200)) ? narrow(line.slice(0, MAX_TEXT)) : line;
    from = end + 1;
  }
}

/**
 * Cut a log into records: each time with the text that belongs to it, lines without a time going with the one before.
 *
 * Takes time in proportion to the text, whatever it holds.
 *
 * @param text - A log as pasted, a quarter of a megabyte at most.
 */
export function* logRecords(text: string): Generator<LogRecord> {
  let held: LogRecord = { when: undefined, text: '' };
  let following = 0;
  for (const line of lines(text.replaceAll('\r', '\n'))) {
    for (const part of splitLine(line)) {
      if (part.when === undefined && following < MAX_FOLLOWING) {
        held = { when: held.when, text: `${held.text}\n${part.text}`.slice(0, MAX_TEXT) };
        following++;
        continue;
      }
      if (held.when !== undefined || held.text !== '') yield { when: held.when, text: foldText(held.text) };
      held = part;
      following = 0;
    }
  }
  yield { when: held.when, text: foldText(held.text) };
}
