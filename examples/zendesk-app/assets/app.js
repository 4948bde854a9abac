/**
 * Parlance in the sidebar of a Zendesk ticket: reads the ticket, shows the panel, inserts answers into the reply, and links articles to the
 * ticket. The key stays with Zendesk, whose proxy adds it to each request.
 *
 * @see https://developer.zendesk.com/api-reference/apps/apps-core-api/client_api/
 */

/** @typedef {import('../../../public/parlance-panel.d.ts').ParlancePanel} ParlancePanel */
/** @typedef {{ invoke(name: string, ...given: unknown[]): Promise<unknown>, get(paths: string[]): Promise<Record<string, any>>, request(options: object): Promise<any>, metadata(): Promise<{ settings: { site: string } }>, context(): Promise<{ ticketId?: number }>, on(name: string, call: () => void): void }} ZafClient */

const SYSTEM = 'zendesk';

/** @type {ZafClient} */
const client = /** @type {any} */ (window).ZAFClient.init();
const { settings } = await client.metadata();
const site = settings.site.replace(/\/+$/, '');
await import(`${site}/static/embed.js`);
await client.invoke('resize', { width: '100%', height: '640px' });

const panel = /** @type {ParlancePanel} */ (document.createElement('parlance-panel'));
panel.src = site;
panel.title = 'Parlance';
await showTicket();
document.body.append(panel);
client.on('app.activated', () => void showTicket());

panel.addEventListener('insert', ({ detail }) => {
  detail.waitUntil(client.invoke('ticket.comment.appendHtml', detail.html));
});
for (const type of /** @type {const} */ (['link', 'resolved']))
  panel.addEventListener(type, ({ detail }) => detail.waitUntil(tie(detail)));

/** Pass the ticket to the panel: the customer's text, the agent's language, the articles already used. */
async function showTicket() {
  const path = ['ticket.id', 'ticket.subject', 'ticket.description', 'currentUser.locale'];
  const found = await client.get(path);
  panel.locale = String(found['currentUser.locale'] ?? 'en');
  panel.text = `${found['ticket.subject'] ?? ''}\n\n${found['ticket.description'] ?? ''}`;
  const { items } = await ask('GET', `/api/v1/tickets/${SYSTEM}/${found['ticket.id']}`);
  panel.used = items.map((/** @type {{ number: string }} */ { number }) => number);
}

/** @param {import('../../../public/parlance-panel.d.ts').LinkDetail} detail */
async function tie({ article, relation }) {
  const { 'ticket.id': id } = await client.get(['ticket.id']);
  const { number, locale } = article;
  await ask('PUT', `/api/v1/articles/${number}/links/${SYSTEM}/${id}`, { locale, relation });
  panel.used = [...panel.used, number];
}

/**
 * A request through Zendesk's proxy, which adds the key from the app's settings.
 *
 * @param {'GET' | 'PUT'} type
 * @param {string} path
 * @param {object} [body]
 */
function ask(type, path, body) {
  return client.request({
    url: site + path,
    type,
    secure: true,
    cors: false,
    headers: { Authorization: 'Bearer {{setting.key}}' },
    contentType: 'application/json',
    ...(body === undefined ? {} : { data: JSON.stringify(body) }),
  });
}

export {};
