import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLedger } from '../../src/ledger/ledger.js';
import { openFiles } from '../support/ledger-places.js';
import { testLedger } from './ledger-suite.js';

describe('the ledger on SQLite', () => testLedger(openFiles));

describe('the ledger’s file', () => {
  it('contains no IP address, user agent, key or text that four readers searched for', async () => {
    const places = openFiles();
    const place = places.make();
    const ledger = createLedger({ place });
    const { token } = await ledger.keys.create('zendesk', ['links:write']);
    await ledger.feedback.give(
      { number: 'KA-90001', locale: 'de', version: 3, isHelpful: true, comment: undefined },
      { address: '192.0.2.77', userAgent: 'canary-agent' },
    );
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.77'])
      ledger.searches.count({
        locale: 'de',
        isFound: false,
        text: 'canary-query',
        reader: { address, userAgent: 'canary-agent' },
      });
    await ledger.close();
    const file = 'file' in place ? place.file : '';
    const bytes = [file, `${file}-wal`].map((part) => readFileSync(part, 'latin1')).join('');
    expect(bytes).toContain('zendesk');
    for (const secret of ['192.0.2.77', 'canary-agent', 'canary-query', token, token.slice(-43)])
      expect(bytes).not.toContain(secret);
    await places.remove();
  });
});
