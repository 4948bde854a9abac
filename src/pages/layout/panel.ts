import type { Request, RequestHandler, Response } from 'express';
import { onSite } from '../../article/site-path.js';
import type { DeliveryDeps, Site } from '../../http/response/site.js';

/** Paths of the panel's pages, after the locale. */
const IN_PANEL = /^\/(?:suggest|search|articles\/K[AT]-\d+(?:\/(?:walk|answer|feedback|reports))?)(?=[?#]|$)/;
/** Link and form tags with their URLs. */
const TAGS = /<(?:a|form)\b(?:[^>"]|"[^"]*")*>/g;
const ADDRESS = /\s(?:href|action)="([^"]*)"/;

/** Dependencies for the panel, whose site is marked as framed. */
export function panelDeps(deps: DeliveryDeps, hosts: readonly string[]): DeliveryDeps {
  return { ...deps, site: () => ({ ...deps.site(), panel: { hosts } }) };
}

/**
 * Allow framing by FRAME_ANCESTORS for the following routes and keep redirects in the panel. All other pages cannot be
 * framed.
 */
export function openToFrames(site: () => Site): RequestHandler {
  return (_req: Request, res: Response, next) => {
    const shown = site();
    const hosts = shown.panel?.hosts ?? [];
    res.locals.site = shown;
    if (hosts.length > 0) {
      const policy = String(res.get('Content-Security-Policy'));
      res.set(
        'Content-Security-Policy',
        policy.replace("frame-ancestors 'none'", `frame-ancestors ${hosts.join(' ')}`),
      );
      res.removeHeader('X-Frame-Options');
    }
    const setLocation = res.location.bind(res);
    res.location = (address) => setLocation(panelAddress(address, shown) ?? address);
    next();
  };
}

/** The panel's path of a page; undefined if it has none. */
function panelAddress(address: string, { locales }: Site): string | undefined {
  const start = onSite('/');
  if (!address.startsWith(start)) return undefined;
  const [locale = ''] = address.slice(start.length).split('/', 1);
  const rest = address.slice(start.length + locale.length);
  return locales.includes(locale) && IN_PANEL.test(rest) ? `${start}${locale}/embed${rest}` : undefined;
}

/**
 * Convert a page to a panel page: links and forms lead to panel pages, others open in a new window.
 *
 * Applied to the finished document, so that links inside articles are included.
 */
export function stayInPanel(html: string, site: Site): string {
  if (site.panel === undefined) return html;
  return html.replace(TAGS, (tag) => {
    const address = ADDRESS.exec(tag)?.[1] ?? '#';
    if (address.startsWith('#')) return tag;
    const inside = panelAddress(address, site);
    if (inside !== undefined) return tag.replace(`"${address}"`, `"${inside}"`);
    const isInside = panelAddress(address.replace('/embed/', '/'), site) !== undefined;
    return isInside ? tag : tag.replace(/>$/, ' target="_blank" rel="noopener">');
  });
}
