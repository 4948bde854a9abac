/** The walk as an MCP App: the page's own card in a chat. The host sends its forms to the tool `walk_card` and opens its links. */
import { App } from '@modelcontextprotocol/ext-apps';

const app = new App({ name: 'parlance-walk', version: '1.0.0' });
const card = document.querySelector('main') ?? document.body;
/** @type {{ number: string, locale?: string }} */
const walk = { number: '' };
let page = '';

/** @param {{ arguments?: Record<string, unknown> }} call */
app.ontoolinput = ({ arguments: given }) => {
  const { number, locale } = given ?? {};
  if (typeof number === 'string') walk.number = number;
  if (typeof locale === 'string') walk.locale = locale;
};
/** @param {any} result */
app.ontoolresult = (result) => {
  const { walk: head, answers } = result.structuredContent ?? {};
  walk.number = head?.number ?? walk.number;
  // Without a walk, the model was told why; the user is told by the card, in their language.
  void show(head === undefined ? {} : { answers });
};
app.onhostcontextchanged = follow;

/** Take the host's theme, and its language if the call names none. @param {{ theme?: string, locale?: string } | undefined} context */
function follow(context) {
  if (context?.theme !== undefined) document.documentElement.dataset.theme = context.theme;
  if (context?.locale !== undefined) walk.locale ??= context.locale;
}

/**
 * @param {Record<string, unknown>} given A walk state, optionally with a submitted form.
 * @param {boolean} [isAnswer] True after a user action: the model is informed and the focus moves.
 */
async function show(given, isAnswer = false) {
  if (card.ariaBusy === 'true') return;
  card.ariaBusy = 'true';
  try {
    const result = await app.callServerTool({ name: 'walk_card', arguments: { ...walk, ...given } });
    const shown = /** @type {any} */ (result.structuredContent);
    if (result.isError || shown === undefined) {
      complain(result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n'));
      return;
    }
    page = shown.page;
    document.documentElement.lang = shown.lang;
    document.documentElement.dir = shown.dir;
    card.innerHTML = shown.html;
    if (!isAnswer) return;
    const refused = card.querySelector('[aria-invalid]') ?? card.querySelector('#now');
    if (refused instanceof HTMLElement) refused.focus();
    if (app.getHostCapabilities()?.updateModelContext !== undefined) {
      const { content } = result;
      await app.updateModelContext({ content });
    }
  } catch {
    complain(failed());
  } finally {
    card.ariaBusy = 'false';
  }
}

/** Show an error above the question, also to who has scrolled past it. @param {string} text */
function complain(text) {
  const said = card.querySelector('.walk-app-error') ?? document.createElement('p');
  said.className = 'notice notice-outdated walk-app-error';
  said.role = 'alert';
  said.textContent = text;
  (card.querySelector('#now') ?? card).prepend(said);
  said.scrollIntoView({ block: 'nearest' });
}

/** What is said when the host does not reach the service, in the user's language. @returns {string} */
function failed() {
  const texts = JSON.parse(document.querySelector('#failed')?.textContent ?? '{}');
  const tag = walk.locale ?? navigator.language;
  const [language = ''] = tag.split('-');
  const near = Object.keys(texts).find((key) => key.split('-')[0] === language);
  return texts[tag] ?? texts[near ?? 'en'];
}

/** @param {HTMLFormElement} form @param {HTMLButtonElement | null} button */
async function answer(form, button) {
  if (button?.formNoValidate !== true && !form.reportValidity()) return;
  /** @type {Record<string, string>} */
  const fields = {};
  /** @type {Record<string, string>} */
  const files = {};
  for (const [name, value] of new FormData(form, button)) {
    if (typeof value === 'string') fields[name] = value;
    else if (value.size > 0) files[name] = await toBase64(value);
  }
  await show({ query: queryOf(form.getAttribute('action') ?? ''), fields, files }, true);
}

/** @param {string} address */
function queryOf(address) {
  return new URL(address, 'https://page.example').search;
}

/** @param {File} file @returns {Promise<string>} */
async function toBase64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return window.btoa(text);
}

// Frames without `allow-forms` never fire `submit`, so handle buttons and the Enter key directly.
card.addEventListener('submit', (event) => event.preventDefault());
card.addEventListener('click', (event) => {
  if (!(event.target instanceof window.Element)) return;
  const button = event.target.closest('button');
  if (button?.form != null && button.type === 'submit') {
    event.preventDefault();
    void answer(button.form, button);
    return;
  }
  const href = event.target.closest('a')?.href ?? '';
  if (!href.startsWith('http')) return;
  event.preventDefault();
  const rest = href.startsWith(page) ? href.slice(page.length) : undefined;
  if (rest !== undefined && /^(?:$|[?#])/.test(rest)) void show({ query: queryOf(rest) }, true);
  else void app.openLink({ url: href });
});
card.addEventListener('keydown', (event) => {
  const { target } = event;
  if (event.key !== 'Enter' || !(target instanceof window.HTMLInputElement) || target.form === null) return;
  event.preventDefault();
  void answer(target.form, target.form.querySelector('button[type="submit"]'));
});

await app.connect();
follow(app.getHostContext());
