import { z } from 'zod';

/** What a worker asks the first process: the metrics of all. */
export const METRICS_REQUEST = z.object({ kind: z.literal('metrics-request'), id: z.number() });

/** What it is told; undefined: they could not be had. */
export const METRICS_ANSWER = z.object({
  kind: z.literal('metrics-answer'),
  id: z.number(),
  text: z.string().optional(),
});
