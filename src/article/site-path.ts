/** Path of SITE_URL without a trailing slash: empty, or `/kb`. */
let sitePath = '';

/**
 * Set the base path of the site; once, when SITE_URL is known.
 *
 * @param siteUrl - Absolute.
 * @see docs/decisions/0130-site-below-a-path.md
 */
export function setSitePath(siteUrl: string): void {
  sitePath = new URL(siteUrl).pathname.replace(/\/+$/, '');
}

/** A path within the site, as used in pages and responses. @param path - Without the base path: `/de/articles/KA-90001`. */
export function onSite(path: string): string {
  return sitePath + path;
}

/**
 * A path as the routes expect it: without the base path, in case the proxy kept it.
 *
 * @param url - As requested, query included.
 */
export function withoutSitePath(url: string): string {
  if (sitePath === '' || !url.startsWith(sitePath)) return url;
  const rest = url.slice(sitePath.length);
  return rest.startsWith('/') ? rest : rest === '' || rest.startsWith('?') ? `/${rest}` : url;
}
