import { expect, it } from 'vitest';
import { createTicketReader, readTicket } from '../../src/presenters/read-ticket.js';
import { LOG_LINE } from '../support/walk-site.js';

const compiled = new URL('../../dist/presenters/read-ticket.js', import.meta.url);

it('a thread reads the same from a long ticket as the caller would', async () => {
  const text = `${LOG_LINE}\n`.repeat(200);
  const { logs } = readTicket({ text, now: Date.now() });
  expect(logs).toBeDefined();
  expect(await createTicketReader(compiled)(text)).toMatchObject({ logs });
});
