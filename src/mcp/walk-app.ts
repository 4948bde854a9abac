import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { registerAppResource, RESOURCE_MIME_TYPE } from '@modelcontextprotocol/ext-apps/server';
import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { readBundle } from '../http/response/serve-files.js';
import { findWalk, presentState, WALK_APP } from './walk-tools.js';
import { askedLocale, LOCALE, NUMBER, offerTool, type McpDeps } from './tool.js';

/** Nothing from elsewhere, whatever the host would allow. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

const CARD_INPUT = z.strictObject({
  number: NUMBER,
  locale: LOCALE,
  answers: z.record(z.string(), z.unknown()).default({}).describe('As in answer_walk'),
  query: z.string().max(8000).optional().describe('Query of the walk page'),
  fields: z.record(z.string(), z.string()).optional().describe('Fields of the question’s form'),
  files: z.record(z.string(), z.string()).optional().describe('Files of the form, base64'),
});

/** Offer the walk as an MCP App: one HTML document that needs nothing else, and the tool its forms are sent to. */
export function registerWalkApp(server: McpServer, deps: McpDeps): void {
  const config = { title: 'Guided walk', _meta: { ui: { csp: {}, prefersBorder: true } } };
  registerAppResource(server, 'walk', WALK_APP, config, async ({ href }) => {
    const text = await (document ??= writeDocument(deps));
    return { contents: [{ uri: href, mimeType: RESOURCE_MIME_TYPE, text, _meta: config._meta }] };
  });
  offerTool(server, deps, {
    name: 'walk_card',
    title: 'Card of a guided walk',
    description: 'For the app that shows a walk; models use start_walk and answer_walk.',
    input: CARD_INPUT,
    output: 'HTML',
    ui: { resourceUri: WALK_APP, visibility: ['app'] },
    language: ({ locale }) => locale ?? deps.site().defaultLocale,
    run: (input) => showCard(deps, input),
  });
}

async function showCard(
  deps: McpDeps,
  { number, locale: asked, answers, query, fields, files = {} }: z.infer<typeof CARD_INPUT>,
): Promise<CallToolResult> {
  const locale = askedLocale(deps, asked);
  const walk = findWalk(deps, number, locale);
  const form = fields && {
    fields: new Map(Object.entries(fields)),
    files: new Map(Object.entries(files).map(([name, data]) => [name, Buffer.from(data, 'base64')])),
  };
  const { renderWalkCard } = await deps.loadWalkCard();
  const { answers: taken, ...card } = renderWalkCard(deps, walk, locale, { answers, query, form });
  const { text } = presentState(deps, walk, locale, { answers: taken });
  return { content: [{ type: 'text', text }], structuredContent: card };
}

let document: Promise<string> | undefined;

/** Write the app with its styles, its script and the official client in it. */
async function writeDocument({ publicDir, loadWalkCard, strings }: McpDeps): Promise<string> {
  const library = createRequire(import.meta.url).resolve('@modelcontextprotocol/ext-apps/app-with-deps');
  const { CARD_STYLES } = await loadWalkCard();
  const [styles, script, client] = await Promise.all([
    readBundle(publicDir, CARD_STYLES, 'css'),
    readFile(path.join(publicDir, 'walk-app.js'), 'utf8'),
    readFile(library, 'utf8'),
  ]);
  // What the app says when the host cannot reach the service: its language is known in the frame only.
  const failed = Object.fromEntries(strings.locales.map((tag) => [tag, strings.for(tag)('panel.failed')]));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Parlance</title>
<style>${styles}</style>
</head>
<body>
<main></main>
<script type="application/json" id="failed">${JSON.stringify(failed).replaceAll('<', '\\u003c')}</script>
<script type="module">${joinModules(client, script)}</script>
</body>
</html>
`;
}

/** Combine two modules into one script: the client in its own scope, returning what the app imports from it. */
function joinModules(client: string, script: string): string {
  const [exported = ''] = /export\s*\{[^{}]*\};?\s*$/.exec(client) ?? [];
  const [, name] = /([\w$]+) as App\b/.exec(exported) ?? [];
  if (name === undefined) throw new Error('the client of MCP Apps exports no App');
  const body = client.slice(0, client.length - exported.length);
  const rest = script.replace(/^import .*$/m, '');
  return `const { App } = (() => {${body}\nreturn { App: ${name} };\n})();\n${rest}`.replaceAll(
    '</script',
    '<\\/script',
  );
}
