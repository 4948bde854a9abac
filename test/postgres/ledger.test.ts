import { describe } from 'vitest';
import { testLedger } from '../ledger/ledger-suite.js';
import { openServer } from '../support/ledger-places.js';

describe('the ledger on PostgreSQL', () => testLedger(openServer));
