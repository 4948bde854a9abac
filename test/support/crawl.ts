/** Result of a crawl. */
export interface Crawl {
  /** URLs of the site's origin outside its base path, and where they occur. */
  readonly outside: readonly string[];
  /** URLs that returned 400 or above. */
  readonly broken: readonly string[];
  /** Number of URLs requested. */
  readonly seen: number;
}

/** URLs in a page's attributes, in a JSON response, and in its headers. */
function addressesIn(type: string, body: string, headers: Headers): string[] {
  const found: string[] = [];
  const add = (pattern: RegExp, text: string): void => {
    for (const [, address = ''] of text.matchAll(pattern)) found.push(address.replaceAll('&amp;', '&'));
  };
  if (type.startsWith('text/html')) add(/\s(?:href|src|action|formaction|data-suggest)="([^"]*)"/g, body);
  // Every string that is a URL as a whole; `pointer` is a position in a body.
  else if (type.includes('json')) add(/"(?!pointer")[A-Za-z]+":"(\/[^"\s]*|https?:\/\/[^"\s]*)"/g, body);
  else if (type.includes('xml')) add(/(?:<(?:loc|id)>|href="|template="|url="|content=")([^<"]*)/g, body);
  else if (type.startsWith('text/markdown')) add(/\]\(([^)\s]*)\)|(?<=url: )(\S+)/g, body);
  else if (type.startsWith('text/css')) add(/url\(['"]?([^'")]*)/g, body);
  add(/<([^>]*)>;\s*rel/g, headers.get('link') ?? '');
  const location = headers.get('location');
  return location === null ? found : [...found, location];
}

/**
 * Request every URL of a site of invented articles, starting at its home page and at URLs that no page links to.
 *
 * @param address - Base URL of the node or proxy.
 * @param site - As SITE_URL: `https://desk.example/kb`.
 */
export async function crawl(address: string, site: string): Promise<Crawl> {
  const { origin, pathname } = new URL(site);
  const below = `${pathname}/`;
  const seen = new Set<string>([below]);
  const queue = [
    `${below}api/v1/articles`,
    `${below}api/v1/articles/KA-90001?include=html,markdown`,
    `${below}api/v1/articles/KA-99999`,
    `${below}api/v1/articles?limit=1`,
    `${below}api/v1/search?q=lampe&limit=1`,
    `${below}api/v1/docs`,
    `${below}robots.txt`,
    `${below}llms.txt`,
    `${below}de/llms.txt`,
    `${below}sitemap.xml`,
    `${below}opensearch.xml`,
    `${below}KA-90001`,
    `${below}DE/articles`,
    `${below}de/articles/ka-90001`,
    below,
  ];
  const outside: string[] = [];
  const broken: string[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const asked = next;
    const answer = await fetch(`${address}${asked}`, {
      redirect: 'manual',
      headers: { Accept: asked.includes('/api/') ? 'application/json' : 'text/html' },
    });
    if (answer.status >= 400 && !asked.includes('KA-99999')) broken.push(`${asked}: ${answer.status}`);
    // The contract's examples are invented.
    const body = asked.endsWith('/openapi.json') ? '' : await answer.text();
    for (const found of addressesIn(answer.headers.get('content-type') ?? '', body, answer.headers)) {
      const url = new URL(found, `${origin}${asked}`);
      if (url.origin !== origin) continue;
      if (!url.pathname.startsWith(below)) {
        outside.push(`${asked}: ${found}`);
        continue;
      }
      const path = url.pathname + url.search;
      // POST-only URLs, endless walks and searches, and the article of the contract's examples are not followed.
      if (
        seen.has(path) ||
        /\/feedback$|\/suggest|card\.png|KA-05406|\/api\/v1\/search$|[?&](?:logs|cursor|answer)=|\/mcp$|\{/.test(
          path,
        )
      )
        continue;
      seen.add(path);
      queue.push(path);
    }
  }
  return { outside, broken, seen: seen.size };
}
