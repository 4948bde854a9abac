import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { createAnswerSearch, SEARCH_THREAD_OPTIONS, type SearchAsk } from './answer-search.js';

const ASK = z.custom<{ id: number; ask: SearchAsk }>(
  (value) => typeof value === 'object' && value !== null && 'ask' in value,
);

const answer = createAnswerSearch(SEARCH_THREAD_OPTIONS.parse(workerData), (fault) =>
  parentPort?.postMessage({ fault }),
);

parentPort?.on('message', (message: unknown) => {
  const { id, ask } = ASK.parse(message);
  void answer(ask).then((answered) => parentPort?.postMessage({ id, answer: answered }));
});
