import type { ToolAnnotations } from '@modelcontextprotocol/server';

/** Every tool looks things up and changes nothing; hosts may call it without asking the user. */
export const READ_ONLY: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};
