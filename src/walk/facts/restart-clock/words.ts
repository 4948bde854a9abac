import { z } from 'zod';
import { createTextTables, textFilesIn } from '../../../locale/text-tables.js';

const text = z.string().min(1);

const WORDS = z.strictObject({
  /** Why an answer was refused; by the reasons of `log-answer` and `restart-answer`. */
  reasons: z.strictObject({
    badZone: text,
    badZoneNear: text,
    badMinutes: text,
    badTime: text,
    badDate: text,
    future: text,
    noTime: text,
    noFault: text,
    onlyRestart: text,
    binary: text,
    tooLarge: text,
  }),
  fields: z.strictObject({
    time: text,
    zone: text,
    kind: text,
    daily: text,
    once: text,
    minutes: text,
    log: text,
    logFile: text,
    logHint: text,
    logDrop: text,
    logTime: text,
    thisZone: text,
    day: text,
  }),
  understood: z.strictObject({
    title: text,
    times: text,
    zoneWritten: text,
    orders: z.strictObject({ DMY: text, MDY: text, YMD: text, open: text }),
    certain: text,
    probable: text,
    stated: text,
    restarts: text,
  }),
  schedule: z.strictObject({ title: text, nextRun: text, recommended: text }),
  timeline: z.strictObject({
    title: text,
    restart: text,
    error: text,
    proposed: text,
    alternative: text,
    minutesAfter: text,
  }),
});

/** What a walk about restarts says besides its own texts: `texts/<tag>.json`. */
export const RESTART_WORDS = createTextTables(WORDS, () => textFilesIn(new URL('./texts/', import.meta.url)));
