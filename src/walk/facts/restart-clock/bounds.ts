import { z } from 'zod';
import { parseDailyTime } from './clock/daily-time.js';

const minutes = z.number().min(-1440).max(1440);

/** `bounds` of a walk about restarts: the numbers it reckons with. Minutes, save where a time of day stands. */
export const BOUNDS = z.strictObject({
  /** Minutes after the restart that make each verdict. */
  same: z.strictObject({ from: minutes, below: minutes }),
  near: z.strictObject({ from: minutes, to: minutes }),
  /** From the restart to the proposed start, and to the second try's. */
  proposed: z.int().min(1).max(120),
  alternative: z.int().min(1).max(120),
  /** A shorter period leaves no start outside the restart. */
  shortestPeriod: z.int().min(1),
  /** Taken when the period is not known. */
  usualPeriod: z.int().min(1),
  /** Taken when the restart's time is not known. */
  usualRestart: z
    .string()
    .refine((text) => parseDailyTime(text) === text, 'expected a time such as 06:00, in quotes'),
});

/** @see BOUNDS */
export type Bounds = z.infer<typeof BOUNDS>;
