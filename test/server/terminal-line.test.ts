import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { terminalLine } from '../../src/server/logger.js';

/** What people see of what is logged. */
function seen(log: (logger: pino.Logger) => void): string {
  const lines: string[] = [];
  log(pino({ base: null }, { write: (line: string) => void lines.push(terminalLine(line)) }));
  return lines.join('').replaceAll(/^\d\d:\d\d:\d\d /gm, '');
}

describe('a log line on a terminal', () => {
  it('shows method, URL, status and duration of a request', () => {
    const request = { requestId: 'one', method: 'GET', path: '/de/', status: 200, milliseconds: 3.2 };
    expect(seen((logger) => logger.info(request, 'request'))).toBe('GET /de/ 200 3.2 ms\n');
    expect(seen((logger) => logger.info({ ...request, aborted: true }, 'request'))).toBe(
      'GET /de/ 200 3.2 ms aborted\n',
    );
  });

  it('shows message and fields of anything else', () => {
    expect(seen((logger) => logger.warn({ file: 'a.sqlite', rows: [1] }, 'damaged'))).toBe(
      'warning: damaged file=a.sqlite rows=[1]\n',
    );
  });
});
