import { z } from 'zod';
import type { ThreadPool } from '../thread-pool.js';
import { FACT_SETS } from '../walk/facts/index.js';

/** Answers to the questions of walks, by question. */
const ANSWERS = z.record(z.string(), z.unknown());
type Answers = z.infer<typeof ANSWERS>;

/** Longest text read in the calling thread, in characters; takes about two milliseconds. */
const LONGEST_READ_HERE = 8_000;
/** Milliseconds an idle thread is kept. */
const IDLE_TIMEOUT = 60_000;

/** Read what a ticket answers of the questions that walks ask. */
export function readTicket({ text, now }: { readonly text: string; readonly now: number }): Answers {
  return Object.fromEntries(FACT_SETS.flatMap((set) => Object.entries(set.readText(text, now))));
}

/**
 * Create a reader of tickets; a long one is read in a thread, which starts on first use and ends after a minute without work.
 *
 * @param worker - The compiled module of {@link readTicket}.
 */
export function createTicketReader(worker = new URL(import.meta.url)): (text: string) => Promise<Answers> {
  let threads: Promise<ThreadPool> | undefined;
  const open = async (): Promise<ThreadPool> => {
    const { ThreadPool } = await import('../thread-pool.js');
    return new ThreadPool({
      filename: worker.href,
      name: 'readTicket',
      maxThreads: 1,
      idleTimeout: IDLE_TIMEOUT,
    });
  };
  return async (text) => {
    const task = { text, now: Date.now() };
    if (text.length <= LONGEST_READ_HERE) return readTicket(task);
    return ANSWERS.parse(await (await (threads ??= open())).run(task));
  };
}
