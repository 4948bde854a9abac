import type { Logger } from 'pino';
import type { DeliveryDeps } from '../http/site.js';

/** What the tools, resources and prompts are built on. */
export interface McpDeps extends DeliveryDeps {
  readonly logger: Logger;
}
