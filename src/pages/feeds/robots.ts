import { onSite } from '../../article/site-path.js';
import { absolute } from '../../http/response/addresses.js';
import type { Site } from '../../http/response/site.js';

/** What crawlers have no use for: machine answers and pages made from what somebody typed. */
const CLOSED = ['/api/', '/mcp', '/*/search', '/*/articles/*/walk'] as const;

/**
 * Write `robots.txt`: everything may be read but what is made on demand, and here is the sitemap.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
export function renderRobots(site: Site): string {
  return [
    'User-agent: *',
    ...CLOSED.map((path) => `Disallow: ${onSite(path)}`),
    '',
    `Sitemap: ${absolute(site, onSite('/sitemap.xml'))}`,
    '',
  ].join('\n');
}
