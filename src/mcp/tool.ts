import { randomUUID } from 'node:crypto';
import type { McpUiToolMeta } from '@modelcontextprotocol/ext-apps';
import { registerAppTool } from '@modelcontextprotocol/ext-apps/server';
import type { CallToolResult, McpServer, StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { LocaleTag } from '../article/article.js';
import { onSite } from '../article/site-path.js';
import { absolute } from '../http/response/addresses.js';
import type { ReadingDeps } from '../http/response/site.js';
import type { Ledger } from '../ledger/ledger.js';
import { canonicalTag } from '../locale/tag.js';
import type { ArticleWalk, WalkCard, WalkCardRequest } from '../presenters/article-walk.js';
import { Problem, type ProblemCode } from '../problem.js';

/** Dependencies of tools, resources and prompts. */
export interface McpDeps extends ReadingDeps {
  readonly logger: Logger;
  /** Counts searches. */
  readonly ledger: Pick<Ledger, 'searches'>;
  /** Folder of static files. */
  readonly publicDir: string;
  /** Loads how a walk's page is rendered, to stand in an application. */
  readonly loadWalkCard: () => Promise<WalkCards>;
}

/** The walk's page as an MCP App. */
export interface WalkCards {
  readonly renderWalkCard: (
    deps: ReadingDeps,
    walk: ArticleWalk,
    locale: LocaleTag,
    given: WalkCardRequest,
  ) => WalkCard;
  /** Style sheets of a card in `publicDir`, in their order. */
  readonly CARD_STYLES: readonly string[];
}

/** A tool; all are read-only, so that hosts may call them without confirmation. */
export interface Tool<Input extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  /** Output described by names of the API contract, since full schemas would cost every model 5 KB. */
  readonly output: string;
  /** The MCP App that shows its answer, and who may call it. */
  readonly ui?: McpUiToolMeta;
  /** The language in which a user is told what went wrong; models are told in English, and how to go on. */
  readonly language?: (input: z.infer<Input>) => LocaleTag;
  readonly run: (input: z.infer<Input>) => CallToolResult | Promise<CallToolResult>;
}

/** The schema of an answer: any object, with a line that names its shapes in the contract; zod would write 130 characters more. */
function anyObject(description: string): StandardSchemaWithJSON {
  const write = () => ({ type: 'object', description });
  const validate = (value: unknown) => ({ value });
  return {
    '~standard': { version: 1, vendor: 'parlance', validate, jsonSchema: { input: write, output: write } },
  };
}

/**
 * Register a tool; its errors become answers that tell the model how to continue.
 *
 * The SDK would send any error's message to the client, so unexpected errors are caught here.
 */
export function offerTool<Input extends z.ZodObject>(
  server: McpServer,
  deps: McpDeps,
  tool: Tool<Input>,
): void {
  const { name, title, description, input, output, ui, language, run } = tool;
  const schema: z.ZodObject = input;
  const contract = absolute(deps.site(), onSite('/api/v1/openapi.json'));
  const config = {
    title,
    description,
    inputSchema: schema,
    outputSchema: anyObject(`${output}; shapes: ${contract}`),
    annotations: { readOnlyHint: true, openWorldHint: false },
  };
  const answer = async (given: unknown): Promise<CallToolResult> => {
    // Already validated by the SDK; parsed again only for its type.
    const asked = input.parse(given);
    try {
      return await run(asked);
    } catch (error) {
      const problem = toProblem(error, deps);
      const text = language
        ? deps.strings.for(language(asked))(`problem.${problem.code}.title`)
        : explainProblem(problem, deps);
      return { content: [{ type: 'text', text }], isError: true };
    }
  };
  if (ui === undefined) server.registerTool(name, config, answer);
  else registerAppTool(server, name, { ...config, _meta: { ui } }, answer);
}

/** An article's number as an argument. */
export const NUMBER = z.string().max(64).describe('Article number: KA-05406');

/** The reader's locale as an argument. */
export const LOCALE = z
  .string()
  .max(64)
  .optional()
  .describe('The user’s language: de, pt-BR, zh-Hans; a search without it uses the language of its text');

/**
 * The requested locale, else the site's default.
 *
 * @throws Problem `invalid-parameter` (400), which names the site's locales.
 */
export function askedLocale({ site }: ReadingDeps, asked: string | undefined): LocaleTag {
  if (asked === undefined) return site().defaultLocale;
  const locale = canonicalTag(asked);
  if (locale !== undefined) return locale;
  const detail = `not a BCP 47 language tag; the site has ${site().locales.join(', ')}`;
  throw new Problem('invalid-parameter', {
    values: { name: 'locale' },
    errors: [{ pointer: '/locale', detail }],
  });
}

/** Advice for a model, by problem. */
const NEXT: Partial<Readonly<Record<ProblemCode, string>>> = {
  'article-not-found': 'Search with search_articles.',
  'walk-not-found': 'Read the article with get_article instead.',
  'cursor-expired': 'Call again without cursor.',
  'epoch-ended': 'Call again without since: what was copied must be copied anew.',
  'too-busy': 'Call again in a second.',
  'library-building': 'Call again in a few seconds.',
};

/** Describe a problem for a model: what is wrong, where, known values, what to do. */
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
  logger.error({ err: error, requestId }, 'unexpected error in a tool');
  return new Problem('internal', { errors: [{ pointer: '/requestId', detail: requestId }] });
}
