import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatStamp, stampsIn } from '../../../src/walk/facts/restart-clock/clock/stamp.js';
import { decodeText, isBinary } from '../../../src/walk/engine/decode-text.js';
import type { LogReading } from '../../../src/walk/facts/restart-clock/log/log-reading.js';
import { logRecords, readLog } from '../../../src/walk/facts/restart-clock/log/read-log.js';
import { NOW } from '../support/lamp-walk.js';

const FAULT = "Empty return for method 'Logon' of service 'xtk:session'.";

function read(text: string): LogReading {
  const parse = readLog(text, NOW);
  if (!parse.ok) throw new Error(JSON.stringify(parse.error));
  return parse.reading;
}

const timesOf = (text: string): readonly string[] => read(text).failedAt.map(formatStamp);
const faultOf = (text: string): unknown => {
  const parse = readLog(text, NOW);
  return parse.ok ? undefined : { reason: parse.error.reason, ...parse.error.values };
};

describe('the shapes of logs', () => {
  it('reads a journal pasted from a German console', () => {
    const text = `05.09.2022 04:30:09 mcSynch Leere Rückgabe für Methode 'Logon' des Diensts 'xtk: session'.
05.09.2022 04:30:01 Planung Workflow 'mcSynch_shop' wird ausgeführt
04.09.2022 04:30:11 mcSynch Leere Rückgabe für Methode 'Logon' des Diensts 'xtk: session'.`;
    expect(timesOf(text)).toEqual(['2022-09-05T04:30:09', '2022-09-04T04:30:11']);
    expect(read(text)).toMatchObject({ fault: 'logon', confidence: 'certain', order: 'DMY' });
  });

  it('reads a journal pasted from a console in the United States', () => {
    const text = `9/4/2022 4:30:11 AM    mcSynch ${FAULT}`;
    expect(timesOf(text)).toEqual(['2022-09-04T04:30:11']);
    expect(read(text).order).toBe('MDY');
  });

  it('reads a module’s log with its offset and uses only the failing line', () => {
    const text = `2022-09-04 04:29:58.102+02:00 00002572 00007893 1 info log Starting workflow
2022-09-04 04:30:11.640+02:00 00002572 00007893 1 error log ${FAULT}
2022-09-04 05:30:03.011+02:00 00002572 00007894 1 info log Workflow is being run`;
    expect(timesOf(text)).toEqual(['2022-09-04T04:30:11.640+02:00']);
  });

  it('reads a server console and assumes the last possible day', () => {
    expect(timesOf(`04:30:11 >   ${FAULT}`)).toEqual(['2025-02-03T04:30:11']);
    expect(timesOf(`14:30:11 >   ${FAULT}`)).toEqual(['2025-02-02T14:30:11']);
    expect(read(`04:30:11 >   ${FAULT}`).notes).toEqual(['dateAssumed']);
  });

  it('reads lines without line breaks', () => {
    const text = `05.09.2022 04:30:09 mcSynch ${FAULT} 05.09.2022 04:30:01 Planung 04.09.2022 04:30:11 mcSynch ${FAULT}`;
    expect(timesOf(text)).toEqual(['2022-09-05T04:30:09', '2022-09-04T04:30:11']);
  });

  it('reads multi-line messages, old line endings and quoted lines', () => {
    expect(
      timesOf("> 04.09.2022 04:30:11 mcSynch Empty return for method 'Logon'\r\n> of service 'xtk:session'"),
    ).toEqual(['2022-09-04T04:30:11']);
    expect(timesOf(`04.09.2022 04:30:11 x\r04.09.2022 04:31:11 ${FAULT}\r`)).toEqual(['2022-09-04T04:31:11']);
  });

  it('reads full-width digits', () => {
    expect(timesOf('２０２２／０９／０４　０４：３０：１１')).toEqual(['2022-09-04T04:30:11']);
  });

  it('accepts a bare time or a sentence', () => {
    expect(timesOf('It failed on 04.09.2022 04:30:11, I think')).toEqual(['2022-09-04T04:30:11']);
    expect(read('2022-09-04 04:30')).toMatchObject({ fault: 'unstated', confidence: 'stated' });
  });
});

describe('the order of dates', () => {
  it('follows any line with a part above twelve', () => {
    expect(timesOf(`03/11/2021 06:01:29 x ${FAULT}\n28/10/2021 06:01:29 Started`)).toEqual([
      '2021-11-03T06:01:29',
    ]);
    expect(timesOf(`03/11/2021 06:01:29 x ${FAULT}\n10/28/2021 06:01:29 Started`)).toEqual([
      '2021-03-11T06:01:29',
    ]);
  });

  it('stays open without evidence', () => {
    const { failedAt, order } = read(`03/11/2021 06:01:29 mcSynch ${FAULT}`);
    expect(failedAt[0]?.dates.map((date) => date.order)).toEqual(['DMY', 'MDY']);
    expect(order).toBeUndefined();
  });

  it('stays open if lines contradict each other', () => {
    expect(timesOf(`03/11/2021 06:01:29 ${FAULT}\n28/10/2021 06:00:00 a\n10/28/2021 06:00:00 b`)).toEqual([
      '03/11/2021 06:01:29',
    ]);
  });

  it('trusts a part above twelve more than a twelve-hour clock', () => {
    expect(timesOf(`03/11/2021 6:01:29 AM ${FAULT}\n28/10/2021 6:00:00 AM a`)).toEqual([
      '2021-11-03T06:01:29',
    ]);
  });

  it('is settled if the other reading is in the future', () => {
    expect(timesOf(`03/01/2025 06:01:29 ${FAULT}`)).toEqual(['2025-01-03T06:01:29']);
  });
});

describe('the error', () => {
  it.each([
    "Empty return for method 'Logon' of service 'xtk: session'",
    'Empty return for method “Logon” of service “xtk:session”',
    "Leere Rückgabe für Methode 'Logon' des Diensts 'xtk: session'",
    "Restituito vuoto per il metodo 'Logon' del servizio 'xtk: session'",
    'Retorno vazio para o método "Logon" do serviço "xtk: session"',
    'Retour vide pour la méthode «Logon» du service «xtk : session»',
    "Valor devuelto vacío para el método 'Logon' del servicio 'xtk:session'",
    'サービス「xtk：session」のメソッド「Logon」の戻り値が空です',
  ])('is certain: %s', (text) => {
    expect(read(`04.09.2022 04:30:11 mcSynch ${text}`)).toMatchObject({
      fault: 'logon',
      confidence: 'certain',
    });
  });

  it.each([
    "Restituzione vuota per il metodo 'Accesso' del servizio 'xtk: sessione'",
    "Valor devuelto vacío para el método 'Logon'",
    "Leere Rückgabe für Methode 'Anmelden'",
    'Retour vide pour la méthode « Connexion »',
    'Retorno vazio para o método "Logon"',
    'Empty return for method',
  ])('is probable: %s', (text) => {
    expect(read(`04.09.2022 04:30:11 mcSynch ${text}`)).toMatchObject({
      fault: 'logon',
      confidence: 'probable',
    });
  });

  it.each([
    ['PGS-220000 PostgreSQL error: ERROR: deadlock detected', 'deadlock'],
    ["Unknown parameter 'registrationToken'", 'registrationToken'],
    ['ERROR: bigint out of range', 'bigintRange'],
    ['XSV-350014 Unable to connect: Connection refused', 'connectionRefused'],
    ['XSV-350012 Invalid login or password', 'credentials'],
    ['XSV-350008 Session has expired or is invalid', 'sessionExpired'],
  ])('%s leads to another article', (text, fault) => {
    expect(read(`2022-09-04T04:30:11Z 1 1 1 error log ${text}`).fault).toBe(fault);
    expect(read(`no time here: ${text}`).fault).toBe(fault);
  });

  it('is the article’s own if both occur, and general codes are ignored', () => {
    const text = `2022-09-04T04:30:11Z error XSV-350012 Invalid login
2022-09-04T04:31:11Z error ${FAULT}
2022-09-04T04:31:12Z error SOP-330011 Error while executing the method`;
    expect(read(text)).toMatchObject({ fault: 'logon' });
    expect(timesOf(text)).toEqual(['2022-09-04T04:31:11Z']);
  });

  it('is not identified by an unknown code, whose lines still count', () => {
    const info = Array.from(
      { length: 30 },
      (_, i) => `2022-09-04T04:${10 + i}:00Z 1 1 1 info log Working`,
    ).join('\n');
    expect(timesOf(`${info}\n2022-09-04T05:00:00Z 1 1 1 error log CRL-290002 Download error`)).toEqual([
      '2022-09-04T05:00:00Z',
    ]);
    expect(faultOf(info)).toEqual({ reason: 'noFault' });
  });
});

describe('restarts in the same text', () => {
  it('are found beside the failure', () => {
    const { restartAt } = read(
      `04:30:00 >   Stop requested (pid=1)\n04:30:04 >   Web server start (pid=2)\n04.09.2022 04:30:11 ${FAULT}`,
    );
    expect(restartAt.map(formatStamp)).toEqual(['04:30:00', '04:30:04']);
  });

  it('are not enough alone', () => {
    expect(faultOf('04:30:00 >   Stop requested\n04:30:31 >   Tomcat started')).toEqual({
      reason: 'onlyRestart',
      written: '04:30:00',
    });
  });
});

describe('unreadable input', () => {
  it.each([
    ['nothing', '', { reason: 'noTime' }],
    ['words', 'It does not work', { reason: 'noTime' }],
    ['the fault without a time', FAULT, { reason: 'noTime' }],
    ['an impossible time', '25:61', { reason: 'badTime', written: '25:61' }],
    ['a day without a time', '31/02', { reason: 'noTime' }],
    [
      'an impossible day in the failing line',
      `31/02/2022 06:00:00 ${FAULT}`,
      { reason: 'badDate', written: '31/02/2022' },
    ],
    [
      'a time in the future',
      `2031-01-01 06:00:00 ${FAULT}`,
      { reason: 'future', written: '2031-01-01T06:00:00' },
    ],
  ])('%s', (_, text, fault) => {
    expect(faultOf(text)).toEqual(fault);
  });

  it('drops impossible and future lines if others remain', () => {
    const text = `31/02/2022 06:00:00 ${FAULT}\n2031-01-01 06:00:00 ${FAULT}\n2022-09-04 04:30:11 ${FAULT}`;
    expect(timesOf(text)).toEqual(['2022-09-04T04:30:11']);
    expect(read(text).notes).toEqual(['someFuture', 'someImpossible']);
  });

  it('keeps the newest hundred of very many failures', () => {
    const lines = Array.from(
      { length: 300 },
      (_, i) => `${new Date(Date.UTC(2022, 0, 1 + i)).toISOString()} ${FAULT}`,
    );
    const { failedAt, notes } = read(lines.join('\n'));
    expect([failedAt.length, formatStamp(failedAt[0]!), notes]).toEqual([
      100,
      '2022-10-27T00:00:00Z',
      ['truncated'],
    ]);
  });
});

describe('an upload', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  it('is decoded as UTF-8, UTF-16 by its mark, else as Windows-1252', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Rückgabe', 'utf16le')]);
    const uploads = [bytes('Rückgabe'), utf16, Buffer.from('R\u00fcckgabe', 'latin1')];
    expect(uploads.map(decodeText)).toEqual(['Rückgabe', 'Rückgabe', 'Rückgabe']);
  });

  it('is distinguished from binary data, and rejected if too large', () => {
    expect(isBinary(decodeText(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])))).toBe(true);
    expect(decodeText(new Uint8Array(256 * 1024 + 1))).toHaveLength(256 * 1024 + 1);
  });
});

it('any text is read without throwing, and only times and names are returned', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '04.09.2022 04:30:11 ',
      '2022-09-04T04:30:11Z ',
      '03/11/2021 6:01:29 AM',
      FAULT,
      '\n',
      'xtk:',
      'logon',
      '04:30:00 > Stop requested\n',
      '31/02/2022 06:00',
      'XSV-350012',
    ),
  );
  const shape = /^(?:[\d:/.TZ +-]+|[A-Za-z]+)$/;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const parse = readLog(pieces.join(''), NOW);
      const written = parse.ok
        ? [...parse.reading.failedAt, ...parse.reading.restartAt]
            .map(formatStamp)
            .concat(parse.reading.fault, parse.reading.notes)
        : Object.values(parse.error.values);
      for (const text of written) expect(text).toMatch(shape);
    }),
    { numRuns: 500 },
  );
});

describe('hostile text', () => {
  const HOSTILE = [
    '1',
    '1/',
    '1/1/2022 1',
    '00:',
    '00:00 ',
    '00:00 > ',
    '1/1/2022 0:00 ',
    '2022-01-01T00:00Z|',
  ];
  const part = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
    fc.constantFrom(
      ...HOSTILE,
      'logon xtk:',
      'empty return ',
      '\u0301\u0323',
      '+0',
      ' \t',
      '９／',
      '\n',
      '\r',
    ),
  );
  const text = fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 500 }))
    .map(([parts, times]) => parts.join('').repeat(times));

  /** As many items as a scanner may give; one more fails instead of going on for ever. */
  function taken<Item>(items: Iterable<Item>, most: number): readonly Item[] {
    const all: Item[] = [];
    for (const item of items) {
      all.push(item);
      if (all.length > most) throw new Error(`more than ${most} steps`);
    }
    return all;
  }

  it('is scanned for times in linear steps', () => {
    fc.assert(
      fc.property(text, (line) => {
        let last = 0;
        for (const { start, end } of taken(stampsIn(line), line.length)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
    );
  });

  it('is split into bounded records, at most one per character', () => {
    fc.assert(
      fc.property(text, (log) => {
        for (const record of taken(logRecords(log), log.length + 1))
          expect(record.text.length).toBeLessThanOrEqual(4000);
      }),
    );
  });

  it('of maximum upload size is read to its end', () => {
    fc.assert(
      fc.property(part, (one) => {
        const log = one.repeat(Math.ceil(262_144 / one.length)).slice(0, 262_144);
        expect(readLog(log, NOW)).toHaveProperty('ok');
      }),
      { numRuns: 20 },
    );
  });
});
