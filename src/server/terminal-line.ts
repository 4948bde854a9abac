import { z } from 'zod';

/** A line of the log, as far as people read it. */
const ENTRY = z.looseObject({
  time: z.number(),
  level: z.number(),
  msg: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  status: z.number().optional(),
  milliseconds: z.number().optional(),
  aborted: z.boolean().optional(),
});
/** What pino numbers warnings by, and from there errors. */
const WARNING = 40;
/** Members that say nothing to whoever watches. */
const UNSEEN: ReadonlySet<string> = new Set(['time', 'level', 'msg', 'requestId', 'pid']);

/**
 * A line of the log for a person at a terminal: `10:32:05 GET /de/ 200 3.2 ms`.
 *
 * @param line - JSON, as pino writes it.
 */
export function terminalLine(line: string): string {
  const entry = ENTRY.parse(JSON.parse(line));
  const { time, level, msg = '', method, path, status, milliseconds, aborted } = entry;
  const clock = new Date(time).toTimeString().slice(0, 8);
  if (method !== undefined && status !== undefined) {
    const end = aborted === true ? ' aborted' : '';
    return `${clock} ${method} ${path ?? ''} ${status} ${milliseconds ?? 0} ms${end}\n`;
  }
  const rest = Object.entries(entry).filter(([name]) => !UNSEEN.has(name));
  const details = rest.map(
    ([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `${clock} ${level >= WARNING ? 'warning: ' : ''}${msg}${details.join('')}\n`;
}
