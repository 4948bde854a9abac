import { McpServer } from '@modelcontextprotocol/server';
import { registerArticleResources } from './article-resources.js';
import { registerArticleTools } from './article-tools.js';
import { registerHelpUserPrompt } from './help-user-prompt.js';
import { registerSearchTools } from './search-tools.js';
import type { McpDeps } from './tool.js';
import { registerWalkApp } from './walk-app.js';
import { registerWalkTools } from './walk-tools.js';

/** Version of the MCP interface, not of the package. */
const VERSION = '1.0.0';
/** Cache lifetimes in milliseconds for static lists and for content; both public. */
const LASTING = { ttlMs: 3_600_000, cacheScope: 'public' } as const;
const BRIEF = { ttlMs: 60_000, cacheScope: 'public' } as const;
/** Most members and elements in a call's arguments; a walk accepts 1,000 answers. */
const MOST_ELEMENTS = 5000;

/**
 * Create an MCP server with all tools and resources; one per HTTP request, or one per stdio client.
 *
 * No change notifications; clients poll.
 */
export function createMcpServer(deps: McpDeps): McpServer {
  const server = new McpServer(
    { name: 'parlance', title: deps.site().name, version: VERSION },
    {
      capabilities: {
        tools: { listChanged: false },
        resources: { listChanged: false },
        prompts: { listChanged: false },
      },
      instructions:
        'A knowledge base of support articles in many languages. Search with search_articles in the user’s own words, read with get_article, and if an article has a walk, lead the user through it with start_walk and answer_walk. Pass the user’s language as locale. Texts may be machine translations; see provenance.',
      maxToolInputElements: MOST_ELEMENTS,
      cacheHints: {
        'server/discover': LASTING,
        'tools/list': LASTING,
        'prompts/list': LASTING,
        'resources/templates/list': LASTING,
        'resources/list': BRIEF,
        'resources/read': BRIEF,
      },
    },
  );
  registerSearchTools(server, deps);
  registerArticleTools(server, deps);
  registerWalkTools(server, deps);
  registerWalkApp(server, deps);
  registerArticleResources(server, deps);
  registerHelpUserPrompt(server, deps);
  return server;
}
