import { setTimeout as sleep } from 'node:timers/promises';
import { createLedger, type LedgerOptions } from '../../src/ledger/ledger.js';

/** Requests under way at a time. */
const AT_ONCE = 8;

/** How writing went. */
export interface Writing {
  /** Tickets whose write was answered 200 or 201. */
  readonly acknowledged: string[];
  /** Answers that said: not now. */
  readonly refused: Response[];
}

/** Where links are written to, and what is told while they are. */
export interface LinkWriter {
  readonly address: string;
  readonly token: string;
  readonly tickets: readonly string[];
  /** Told after each acknowledged write how many there are. */
  readonly onWritten: (count: number) => void;
}

/** Tie an article to many tickets over HTTP; what is answered 503 is sent again, until the service is gone. */
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
    // What `fetch` throws when there is nobody to answer any more.
    if (!(error instanceof TypeError)) throw error;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => write().catch(gone)));
  return writing;
}

/** Every ticket that the ledger has tied to the article, as often as it has. */
export async function readTickets(place: LedgerOptions['place']): Promise<readonly string[]> {
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

/** Make a key that may write links. */
export async function makeWriterKey(place: LedgerOptions['place']): Promise<string> {
  const ledger = createLedger({ place });
  const { token } = await ledger.keys.create('writer', ['links:write']);
  await ledger.close();
  return token;
}
