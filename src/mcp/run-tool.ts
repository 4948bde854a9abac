import { randomUUID } from 'node:crypto';
import type { CallToolResult } from '@modelcontextprotocol/server';
import { Problem, type ProblemCode } from '../problem.js';
import type { McpDeps } from './mcp-deps.js';

/** What a model can do about a problem, where the problem itself does not say. */
const NEXT: Partial<Readonly<Record<ProblemCode, string>>> = {
  'article-not-found': 'Search with search_articles.',
  'walk-not-found': 'Read the article with get_article instead.',
  'cursor-expired': 'Call again without cursor.',
  'too-busy': 'Call again in a second.',
  'library-building': 'Call again in a few seconds.',
};

/**
 * Run a tool; what goes wrong becomes an answer that tells the model how to go on.
 *
 * The protocol's kit would hand the message of any fault to the client: nothing unexpected gets that far.
 */
export async function runTool(
  deps: McpDeps,
  run: () => CallToolResult | Promise<CallToolResult>,
): Promise<CallToolResult> {
  try {
    return await run();
  } catch (error) {
    const text = explainProblem(toProblem(error, deps), deps);
    return { content: [{ type: 'text', text }], isError: true };
  }
}

/** Say a problem for a model: what is wrong, where, what there is instead, what to do. */
function explainProblem({ code, options }: Problem, { strings }: McpDeps): string {
  const words = strings.for('en');
  const { errors = [], extensions = {}, values } = options;
  const near = extensions['near'];
  return [
    `${code}: ${words(`problem.${code}.title`)}. ${words(`problem.${code}.detail`, values)}`,
    ...errors.map(({ pointer, detail }) => `- ${pointer.replace(/^\/(?:query\/)?/, '')}: ${detail}`),
    ...(Array.isArray(near) && near.length > 0 ? [`Near numbers: ${near.join(', ')}.`] : []),
    ...(NEXT[code] === undefined ? [] : [NEXT[code]]),
  ].join('\n');
}

function toProblem(error: unknown, { logger }: McpDeps): Problem {
  if (error instanceof Problem) return error;
  const requestId = randomUUID();
  logger.error({ err: error, requestId }, 'unexpected fault in a tool');
  return new Problem('internal', { errors: [{ pointer: '/requestId', detail: requestId }] });
}
