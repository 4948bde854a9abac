/** Path of SITE_URL without a closing slash: empty, or `/kb`. */
let sitePath = '';

/**
 * Set the path below which the whole site lies; once, when the process learns its SITE_URL.
 *
 * @param siteUrl - Absolute.
 * @see docs/decisions/0130-site-below-a-path.md
 */
export function setSitePath(siteUrl: string): void {
  sitePath = new URL(siteUrl).pathname.replace(/\/+$/, '');
}

/** An address of the site as a page or an answer holds it. @param path - Below the site: `/de/articles/KA-90001`. */
export function onSite(path: string): string {
  return sitePath + path;
}

/**
 * A path as the service's routes know it: without what the site lies below, should a proxy have left that in.
 *
 * @param url - As it was asked for, query included.
 */
export function withoutSitePath(url: string): string {
  if (sitePath === '' || !url.startsWith(sitePath)) return url;
  const rest = url.slice(sitePath.length);
  return rest.startsWith('/') ? rest : rest === '' || rest.startsWith('?') ? `/${rest}` : url;
}
