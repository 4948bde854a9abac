/** Comfort on the article page: copy buttons, and the contents list shows where the reader is. */

const article = document.querySelector('article[data-permalink]');
const status = document.querySelector('[data-copy-status]');

if (article instanceof HTMLElement) {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof window.Element ? event.target : null;
    const button = target?.closest('button[data-copy], button[data-copy-step]');
    if (button instanceof HTMLButtonElement) void copy(button, article);
  });
  document.addEventListener('focusin', (event) => {
    if (event.target instanceof window.HTMLTextAreaElement && event.target.matches('[data-select]'))
      event.target.select();
  });
  followReader();
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} source
 */
async function copy(button, source) {
  const formats = whatToCopy(button, source);
  if ((await writeClipboard(formats)) || writeByCommand(formats)) {
    say(source.dataset.copied ?? '');
    showDone(button, source.dataset.copied ?? '');
  } else {
    say(source.dataset.copyFailed ?? '', true);
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} source
 * @returns {Record<string, string>} What to put on the clipboard, by media type.
 */
function whatToCopy(button, source) {
  const step = button.dataset.copyStep;
  if (step !== undefined) {
    const text = document.getElementById(step)?.querySelector('.step-text');
    // What is quoted is in the language of this page: its link leads there, not to the reader's own.
    const url =
      button.dataset.copyAddress ??
      `${source.dataset.permalink ?? ''}?lang=${source.dataset.lang ?? ''}#${step}`;
    if (!(text instanceof HTMLElement)) return { 'text/plain': url };
    return { 'text/html': quoteHtml(text, url), 'text/plain': `${text.innerText.trim()}\n${url}` };
  }
  const shape = document.getElementById(button.dataset.copy ?? '');
  if (shape instanceof window.HTMLTextAreaElement) return { 'text/plain': shape.value };
  if (shape instanceof HTMLElement && shape.dataset.rich !== undefined)
    return { 'text/html': shape.innerHTML, 'text/plain': shape.textContent ?? '' };
  const link = shape?.querySelector('a');
  return {
    'text/html': link?.outerHTML ?? '',
    'text/plain': `${link?.textContent ?? ''}\n${link?.href ?? ''}`,
  };
}

/**
 * @param {HTMLElement} text
 * @param {string} url
 * @returns {string} The text for an editor on another site: its addresses whole, its link behind it.
 */
function quoteHtml(text, url) {
  const quote = document.createElement('div');
  quote.append(...Array.from(text.childNodes, (node) => node.cloneNode(true)));
  for (const link of quote.querySelectorAll('a')) link.setAttribute('href', link.href);
  for (const image of quote.querySelectorAll('img')) image.setAttribute('src', image.src);
  const line = document.createElement('p');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = url;
  line.append(link);
  quote.append(line);
  return quote.innerHTML;
}

/**
 * @param {Record<string, string>} formats
 * @returns {Promise<boolean>} False where the browser has no clipboard for us.
 */
async function writeClipboard(formats) {
  try {
    const blobs = Object.entries(formats).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return false;
  }
}

/**
 * The old way, the only one on sites inside a house that are served without TLS.
 *
 * @param {Record<string, string>} formats
 */
function writeByCommand(formats) {
  document.addEventListener(
    'copy',
    (event) => {
      for (const [type, text] of Object.entries(formats)) event.clipboardData?.setData(type, text);
      event.preventDefault();
    },
    { once: true },
  );
  return document.execCommand('copy');
}

/**
 * @param {string} message
 * @param {boolean} [isVisible] Failures are shown, successes are seen at the button.
 */
function say(message, isVisible = false) {
  if (status === null) return;
  status.classList.toggle('visually-hidden', !isVisible);
  status.textContent = '';
  requestAnimationFrame(() => {
    status.textContent = message;
  });
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} message
 */
function showDone(button, message) {
  const label = button.querySelector('[data-copy-label]');
  const before = label?.textContent ?? '';
  if (button.dataset.state === 'copied') return;
  button.dataset.state = 'copied';
  if (label !== null) label.textContent = message;
  setTimeout(() => {
    delete button.dataset.state;
    if (label !== null) label.textContent = before;
  }, 2000);
}

function followReader() {
  /** @type {Map<Element, Element>} */
  const linkOf = new Map();
  for (const link of document.querySelectorAll('[data-contents] a')) {
    const target = document.getElementById(decodeURIComponent(link.getAttribute('href')?.slice(1) ?? ''));
    if (target !== null) linkOf.set(target, link);
  }
  if (linkOf.size === 0) return;
  const seen = new window.IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) linkOf.get(target)?.setAttribute('aria-current', 'location');
        else linkOf.get(target)?.removeAttribute('aria-current');
      }
    },
    { rootMargin: '-15% 0px -70% 0px' },
  );
  for (const target of linkOf.keys()) seen.observe(target);
}

export {};
