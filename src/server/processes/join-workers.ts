import { AggregatorRegistry, type Registry } from 'prom-client';
import { METRICS_ANSWER, type METRICS_REQUEST } from './worker-messages.js';
import type { z } from 'zod';

/** Milliseconds after which the metrics of all are given up. */
const LONGEST_WAIT = 6000;

/**
 * Add this worker's metrics to those of the others.
 *
 * @param registry - Its own.
 * @returns What reads the metrics of all; its own where the first process does not answer.
 */
export function joinWorkers(registry: Registry): () => Promise<string> {
  AggregatorRegistry.setRegistries([registry]);
  // Answers the first process when it adds up.
  new AggregatorRegistry();
  const waiting = new Map<number, (text: string | undefined) => void>();
  let last = 0;
  process.on('message', (message: unknown) => {
    const answer = METRICS_ANSWER.safeParse(message);
    if (!answer.success) return;
    waiting.get(answer.data.id)?.(answer.data.text);
    waiting.delete(answer.data.id);
  });
  return async () => {
    const text = await new Promise<string | undefined>((resolve) => {
      const request: z.infer<typeof METRICS_REQUEST> = { kind: 'metrics-request', id: ++last };
      waiting.set(request.id, resolve);
      setTimeout(() => resolve(undefined), LONGEST_WAIT).unref();
      process.send?.(request, undefined, undefined, (error) => {
        if (error !== null) resolve(undefined);
      });
    });
    return text ?? registry.metrics();
  };
}
