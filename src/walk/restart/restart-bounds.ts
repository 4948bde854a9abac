import type { VerdictBounds } from '../clock/judge-times.js';

/** The numbers a walk about restarts reckons with; data of its file. Minutes, save where a time of day stands. */
export interface RestartBounds extends VerdictBounds {
  /** From the restart to the proposed start, and to the second try's. */
  readonly proposed: number;
  readonly alternative: number;
  /** A shorter period leaves no start outside the restart. */
  readonly shortestPeriod: number;
  /** Taken when the period is not known. */
  readonly usualPeriod: number;
  /** `HH:mm`, taken when the restart's time is not known. */
  readonly usualRestart: string;
}
