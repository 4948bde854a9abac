import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { articleNumber, resolveReading } from '../http/request/article-parameter.js';
import { presentReading, type BodyKind } from '../presenters/present-reading.js';
import { READING, type Wire } from '../presenters/schemas.js';
import { renderArticleMarkdown } from '../presenters/article-markdown.js';
import { walkKind } from '../presenters/article-walk.js';
import { articleLink } from './article-uri.js';
import { askedLocale, LOCALE, NUMBER } from './arguments.js';
import { describeProvenance } from './describe-provenance.js';
import type { McpDeps } from './mcp-deps.js';
import { READ_ONLY } from './read-only.js';
import { runTool } from './run-tool.js';

const INPUT = z.strictObject({ number: NUMBER, locale: LOCALE });
const BODIES: ReadonlySet<BodyKind> = new Set(['markdown']);

/** Offer `get_article`. */
export function registerArticleTool(server: McpServer, deps: McpDeps): void {
  server.registerTool(
    'get_article',
    {
      title: 'Read an article',
      description:
        'One article whole, in the user’s language or the closest it exists in, with its numbered steps. `provenance` says how far the translation can be trusted; tell the user when it is a machine translation or outdated.',
      inputSchema: INPUT,
      outputSchema: READING,
      annotations: READ_ONLY,
    },
    (input) => runTool(deps, () => getArticle(deps, input)),
  );
}

function getArticle(deps: McpDeps, input: z.infer<typeof INPUT>): CallToolResult {
  const locale = askedLocale(deps, input.locale);
  const reading = resolveReading(deps.library, articleNumber(input.number, deps.library), locale);
  const { strings } = deps;
  const site = deps.site();
  const walk = walkKind(deps, reading);
  const article = presentReading(reading, { include: BODIES, strings, site, locale, walk });
  const markdown = renderArticleMarkdown(reading, site, strings, locale);
  return {
    content: [
      { type: 'text', text: `${describeReading(article, deps)}\n\n${markdown}` },
      articleLink(article.served, article.number, article.title),
    ],
    structuredContent: { ...article },
  };
}

/** What must be known of an article before it is quoted. */
function describeReading(article: Wire<typeof READING>, deps: McpDeps): string {
  const { requested, served, isFallback, provenance, walk, locales } = article;
  return [
    ...(isFallback ? [`Not available in ${requested}; this is ${served}.`] : []),
    `This text: ${served}, ${describeProvenance(provenance, deps)}.`,
    `Languages: ${locales.map(({ locale }) => locale).join(', ')}.`,
    ...(walk === null ? [] : ['The user can be led through it step by step: start_walk.']),
  ].join(' ');
}
