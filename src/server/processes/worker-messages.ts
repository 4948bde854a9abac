import { z } from 'zod';

/** What a worker asks the first process: the figures of all. */
export const FIGURES_REQUEST = z.object({ kind: z.literal('figures-request'), id: z.number() });

/** What it is told; undefined: they could not be had. */
export const FIGURES_ANSWER = z.object({
  kind: z.literal('figures-answer'),
  id: z.number(),
  text: z.string().optional(),
});
