import type { Logger } from 'pino';
import type { Ledger } from '../ledger/ledger.js';
import type { ReadingDeps } from '../http/response/site.js';

/** What the tools, resources and prompts are built on. */
export interface McpDeps extends ReadingDeps {
  readonly logger: Logger;
  /** Where searches are counted. */
  readonly ledger: Pick<Ledger, 'searches'>;
}
