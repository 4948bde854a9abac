import type { Request, RequestHandler, Response } from 'express';
import { onSite } from '../../article/site-path.js';
import type { DeliveryDeps, Site } from '../../http/response/site.js';

/** Pages that the panel has: what follows the locale in their address, up to a query or an anchor. */
const IN_PANEL = /^\/(?:suggest|search|articles\/K[AT]-\d+(?:\/(?:walk|answer|feedback|reports))?)(?=[?#]|$)/;
/** Tags of links and forms, with the address they lead to. */
const TAGS = /<(?:a|form)\b(?:[^>"]|"[^"]*")*>/g;
const ADDRESS = /\s(?:href|action)="([^"]*)"/;

/** The same deliveries for the panel: their site knows that it is shown in another application. */
export function panelDeps(deps: DeliveryDeps, hosts: readonly string[]): DeliveryDeps {
  return { ...deps, site: () => ({ ...deps.site(), panel: { hosts } }) };
}

/**
 * Let the applications of FRAME_ANCESTORS show what follows, and keep its redirects in the panel. Everything else stays where no frame may
 * show it.
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

/** Where a page of the site is found in the panel; undefined for what the panel does not have. */
function panelAddress(address: string, { locales }: Site): string | undefined {
  const start = onSite('/');
  if (!address.startsWith(start)) return undefined;
  const [locale = ''] = address.slice(start.length).split('/', 1);
  const rest = address.slice(start.length + locale.length);
  return locales.includes(locale) && IN_PANEL.test(rest) ? `${start}${locale}/embed${rest}` : undefined;
}

/**
 * Make a page one of the panel: its links and forms lead to the panel's own pages, or out of it into a window of their own.
 *
 * Works on the finished document, so that links inside articles are treated as those of the interface.
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
