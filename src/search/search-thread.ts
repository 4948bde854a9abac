import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { createAnswerSearch } from './answer-search.js';
import { SEARCH_THREAD_OPTIONS, type NumberedAnswer, type NumberedAsk } from './search-messages.js';

const ASK = z.custom<NumberedAsk>((value) => typeof value === 'object' && value !== null && 'ask' in value);

const answer = createAnswerSearch(SEARCH_THREAD_OPTIONS.parse(workerData));

parentPort?.on('message', (message: unknown) => {
  const { id, ask } = ASK.parse(message);
  parentPort?.postMessage({ id, answer: answer(ask) } satisfies NumberedAnswer);
});
