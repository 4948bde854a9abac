/**
 * The panel's side of the protocol: announces that a page is ready, receives the ticket, and sends what
 * the agent's buttons trigger. docs/embed.md documents the messages; embed.js is the other side.
 */

const hosts = (document.body.dataset.panelHosts ?? '').split(' ').filter((host) => host !== '');
/** Origin of the embedding application, once it has answered. */
let hostOrigin = '';
/** @type {Map<number, (isDone: boolean) => void>} */
const waiting = new Map();
let lastId = 0;

if (window.parent !== window && hosts.length > 0) {
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || !hosts.some((host) => isFrom(event.origin, host))) return;
    const { data } = event;
    if (typeof data !== 'object' || data === null || data.parlance !== 1) return;
    if (data.type === 'ticket') {
      hostOrigin = event.origin;
      takeTicket(data);
    } else if (data.type === 'done') {
      waiting.get(data.id)?.(data.isDone === true);
      waiting.delete(data.id);
    }
  });
  // Contains no data; the only message sent to any origin.
  window.parent.postMessage({ parlance: 1, type: 'ready' }, '*');
}

for (const group of document.querySelectorAll('[data-host]')) {
  group.addEventListener('click', (event) => {
    const target = event.target instanceof window.Element ? event.target : null;
    const button = target?.closest('button[data-host-send]');
    if (group instanceof HTMLElement && button instanceof HTMLButtonElement) void handOver(group, button);
  });
}

// Links created by other scripts lead to full pages; redirect them to the panel's pages.
document.addEventListener('click', (event) => {
  const target = event.target instanceof window.Element ? event.target : null;
  const link = target?.closest('a[href]');
  if (!(link instanceof window.HTMLAnchorElement) || link.origin !== location.origin) return;
  const [before = '', locale] = /^(.*)\/([^/]+)\/embed\//.exec(location.pathname)?.slice(1) ?? [];
  const own = `${before}/${locale}/`;
  if (locale === undefined || !link.pathname.startsWith(own)) return;
  const rest = link.pathname.slice(own.length);
  if (/^(?:articles\/K[AT]-\d+|search)$/.test(rest)) link.pathname = `${own}embed/${rest}`;
});

/**
 * Whether FRAME_ANCESTORS lists an origin; `*` matches subdomains.
 *
 * @param {string} origin
 * @param {string} host
 */
function isFrom(origin, host) {
  const [start, end] = host.split('*');
  if (end === undefined) return origin === host;
  return origin.startsWith(start ?? '') && origin.endsWith(end) && origin.length > host.length - 1;
}

/** @param {{ text?: unknown, product?: unknown, used?: unknown }} ticket */
function takeTicket({ text, product, used }) {
  for (const group of document.querySelectorAll('[data-host]')) {
    if (!(group instanceof HTMLElement)) continue;
    group.hidden = false;
    const { number } = JSON.parse(group.dataset.host ?? '{}');
    const line = group.querySelector('[data-host-used]');
    if (line instanceof HTMLElement) line.hidden = !(Array.isArray(used) && used.includes(number));
  }
  const box = document.querySelector('#ticket-text');
  if (!(box instanceof window.HTMLTextAreaElement) || typeof text !== 'string' || text.trim() === '') return;
  if (box.value !== '' || document.querySelector('#suggest-fault') !== null) return;
  box.value = text;
  const field = box.form?.querySelector('input[name="product"]');
  if (field instanceof window.HTMLInputElement && typeof product === 'string') field.value = product;
  box.form?.requestSubmit();
}

/**
 * @param {HTMLElement} group
 * @param {HTMLButtonElement} button
 */
async function handOver(group, button) {
  const article = JSON.parse(group.dataset.host ?? '{}');
  const id = ++lastId;
  /** @type {Promise<boolean>} */
  const done = new Promise((resolve) => waiting.set(id, resolve));
  const type = button.dataset.hostSend ?? '';
  const content = type === 'insert' ? readContent(button.dataset.hostText, article) : {};
  window.parent.postMessage({ parlance: 1, type, id, article, ...content }, hostOrigin);
  const message = (await done) ? button.dataset.done : group.dataset.failed;
  const label = button.querySelector('span');
  const status = group.querySelector('[data-host-status]');
  if (label !== null) label.textContent = message ?? '';
  if (status !== null) status.textContent = message ?? '';
}

/**
 * What to insert: the edited text in the formats that `copy.js` creates, or a link.
 *
 * @param {string | undefined} textId
 * @param {{ number: string, title: string, href: string }} article
 */
function readContent(textId, { number, title, href }) {
  const box = textId === undefined ? null : document.getElementById(textId);
  if (box instanceof window.HTMLTextAreaElement) {
    const asked = new CustomEvent('answer-shapes', { detail: { text: box.value, html: '', markdown: '' } });
    document.dispatchEvent(asked);
    return asked.detail;
  }
  const link = document.createElement('a');
  link.href = href;
  link.textContent = `${number}: ${title}`;
  const name = link.textContent.replace(/[\\`*_[\]<>#|~]/g, '\\$&');
  return {
    text: `${link.textContent}\n${href}`,
    html: link.outerHTML,
    markdown: `[${name}](${href})`,
  };
}

export {};
