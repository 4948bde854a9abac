import type { FactSetModule } from '../fact-set.js';
import { restartClock } from './restart-clock/restart-clock.js';

/** All fact sets a walk may name as `factSet`: one folder each, and one line here. */
export const FACT_SETS: readonly FactSetModule[] = [restartClock];
