import { setTimeout as sleep } from 'node:timers/promises';
import { createLedger } from '../../src/ledger/ledger.js';
import type { LedgerPlace } from '../../src/ledger/open-database.js';

/** Concurrent requests. */
const AT_ONCE = 8;

/** The result. */
export interface Writing {
  /** Tickets whose write returned 200 or 201. */
  readonly acknowledged: string[];
  /** Number of 503 responses. */
  readonly refused: Response[];
}

/** Where links are written to. */
export interface LinkWriter {
  readonly address: string;
  readonly token: string;
  readonly tickets: readonly string[];
  /** Called after each acknowledged write with their number. */
  readonly onWritten: (count: number) => void;
}

/** Link an article to many tickets over HTTP until the service is gone; retries on 503. */
export async function writeLinks({ address, token, tickets, onWritten }: LinkWriter): Promise<Writing> {
  const waiting = [...tickets];
  const writing: Writing = { acknowledged: [], refused: [] };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ locale: 'de' });
  const write = async (): Promise<void> => {
    for (let ticket = waiting.shift(); ticket !== undefined; ticket = waiting.shift()) {
      const url = `${address}/api/v1/articles/KA-90001/links/zendesk/${ticket}`;
      const answer = await fetch(url, { method: 'PUT', headers, body });
      await answer.arrayBuffer();
      if (answer.ok) {
        writing.acknowledged.push(ticket);
        onWritten(writing.acknowledged.length);
      } else if (answer.status === 503) {
        writing.refused.push(answer);
        waiting.push(ticket);
        await sleep(20);
      } else throw new Error(`answered ${answer.status}`);
    }
  };
  const gone = (error: unknown): void => {
    // `fetch` throws this once the service is gone.
    if (!(error instanceof TypeError)) throw error;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => write().catch(gone)));
  return writing;
}

/** Every ticket linked to the article in the ledger, including duplicates. */
export async function readTickets(place: LedgerPlace): Promise<readonly string[]> {
  const ledger = createLedger({ place });
  const tickets: string[] = [];
  let after: number | undefined;
  do {
    const page = await ledger.links.ofArticle('KA-90001', { limit: 500, after });
    tickets.push(...page.items.map(({ ticket }) => ticket));
    after = page.next;
  } while (after !== undefined);
  await ledger.close();
  return tickets;
}

/** Create a key with `links:write`. */
export async function makeWriterKey(place: LedgerPlace): Promise<string> {
  const ledger = createLedger({ place });
  const { token } = await ledger.keys.create('writer', ['links:write']);
  await ledger.close();
  return token;
}
