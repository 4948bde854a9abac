/** What an application does with the panel: gives it the ticket, and takes what it hands over. */

/** @typedef {import('../../public/parlance-panel.d.ts').ParlancePanel} ParlancePanel */

const panel = /** @type {ParlancePanel} */ (document.querySelector('parlance-panel'));
const message = /** @type {HTMLTextAreaElement} */ (document.querySelector('#message'));
const reply = /** @type {HTMLTextAreaElement} */ (document.querySelector('#reply'));
const links = document.querySelector('#links');

await customElements.whenDefined('parlance-panel');
panel.text = message.value;

panel.addEventListener('insert', ({ detail }) => {
  reply.setRangeText(detail.text, reply.selectionStart, reply.selectionEnd, 'end');
  reply.focus();
});

// Where a key is needed, the page asks its own server to write the link; a key has no place in a browser.
for (const type of /** @type {const} */ (['link', 'resolved']))
  panel.addEventListener(type, ({ detail: { article, relation } }) => {
    panel.used = [...panel.used, article.number];
    if (links !== null) links.textContent = `${article.number} (${article.locale}): ${relation}`;
  });

export {};
