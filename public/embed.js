/**
 * `<parlance-panel>`: Parlance embedded in a ticket system. Loaded by other applications; see docs/embed.md.
 *
 * Sends only what its attributes contain, and only to the site in `src`; accepts messages only from that site and its own frame.
 */

/** @typedef {import('./parlance-panel.d.ts').MessageToPanel} MessageToPanel */

class ParlancePanel extends HTMLElement {
  static observedAttributes = ['src', 'locale', 'product', 'text'];

  /** @type {readonly string[]} */
  #used = [];
  #frame = document.createElement('iframe');
  #abort = new AbortController();

  /** Numbers of the articles already linked to the ticket. */
  get used() {
    return this.#used;
  }

  set used(numbers) {
    this.#used = [...numbers];
    this.#sayTicket();
  }

  connectedCallback() {
    this.#abort = new AbortController();
    window.addEventListener('message', (event) => this.#hear(event), { signal: this.#abort.signal });
    const frame = this.#frame;
    frame.title = this.title || 'Parlance';
    frame.allow = 'clipboard-write';
    frame.style.cssText = 'display:block;border:0;inline-size:100%;block-size:100%;color-scheme:inherit';
    // It may open normal pages in new windows, but cannot navigate the application.
    frame.setAttribute(
      'sandbox',
      'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads',
    );
    if (getComputedStyle(this).display === 'inline') this.style.display = 'block';
    this.#load();
    this.append(frame);
  }

  disconnectedCallback() {
    this.#abort.abort();
    this.#frame.remove();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    if (name === 'product') this.#sayTicket();
    // A new ticket starts with its own suggestions.
    else this.#load();
  }

  /** @returns {URL | undefined} */
  #site() {
    const src = this.getAttribute('src') ?? '';
    return URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI) : undefined;
  }

  #load() {
    const site = this.#site();
    if (site === undefined || !/^https?:$/.test(site.protocol)) {
      this.#frame.removeAttribute('src');
      return;
    }
    const around = this.parentElement?.closest('[lang]')?.getAttribute('lang');
    const locale = this.getAttribute('locale') || around || 'en';
    this.#frame.src = `${site.origin}${site.pathname.replace(/\/+$/, '')}/${encodeURIComponent(locale)}/embed/suggest`;
  }

  /** @param {MessageToPanel} message */
  #say(message) {
    const site = this.#site();
    if (site !== undefined) this.#frame.contentWindow?.postMessage(message, site.origin);
  }

  #sayTicket() {
    const [text, product] = [this.getAttribute('text') ?? '', this.getAttribute('product') ?? ''];
    this.#say({ parlance: 1, type: 'ticket', text, product, used: this.#used });
  }

  /** @param {MessageEvent} event */
  #hear({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== this.#site()?.origin) return;
    if (typeof data !== 'object' || data === null || data.parlance !== 1) return;
    if (data.type === 'ready') this.#sayTicket();
    else if (data.type === 'insert') void this.#pass(data, 'insert', 'sent');
    else if (data.type === 'link') void this.#pass(data, 'link', 'reference');
    else if (data.type === 'resolved') void this.#pass(data, 'resolved', 'resolved');
  }

  /**
   * @param {{ id: number, article: object, text?: string, html?: string, markdown?: string }} data
   * @param {'insert' | 'link' | 'resolved'} type
   * @param {'reference' | 'sent' | 'resolved'} relation
   */
  async #pass({ id, article, text, html, markdown }, type, relation) {
    /** @type {Promise<unknown>[]} */
    const works = [];
    /** @param {Promise<unknown>} work */
    const waitUntil = (work) => void works.push(work);
    const content = type === 'insert' ? { text, html, markdown } : { relation };
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: { article, ...content, waitUntil } }));
    if (type === 'insert')
      this.dispatchEvent(
        new CustomEvent('link', { bubbles: true, detail: { article, relation, waitUntil } }),
      );
    const results = await Promise.allSettled(works);
    this.#say({
      parlance: 1,
      type: 'done',
      id,
      isDone: results.every(({ status }) => status === 'fulfilled'),
    });
  }
}

for (const name of ParlancePanel.observedAttributes)
  Object.defineProperty(ParlancePanel.prototype, name, {
    /** @this {ParlancePanel} */
    get() {
      return this.getAttribute(name) ?? '';
    },
    /**
     * @this {ParlancePanel}
     * @param {string} value
     */
    set(value) {
      this.setAttribute(name, value);
    },
  });

customElements.define('parlance-panel', ParlancePanel);

export {};
