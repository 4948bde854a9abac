/** Copy buttons: links, steps, whole articles and sides, on article, beside and walk pages. */

/** As src/pages/article/ticket-shapes.ts has them. */
const URL_MARK = '\uF8F0';
const STEP_MARK = '\uF8F1';
/** The cookie that remembers the customer's language, here and on the pages that write to a customer. */
const CUSTOMER = 'customer';
const YEAR = 365 * 24 * 60 * 60;

const article = document.querySelector('article[data-permalink]');
const status = document.querySelector('[data-copy-status]');

if (article instanceof HTMLElement) {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof window.Element ? event.target : null;
    const button = target?.closest(
      'button:is([data-copy], [data-copy-step], [data-copy-link], [data-copy-article], [data-copy-side])',
    );
    if (button instanceof HTMLButtonElement) void copy(button, article);
  });
  document.addEventListener('focusin', (event) => {
    if (event.target instanceof window.HTMLTextAreaElement && event.target.matches('[data-select]'))
      event.target.select();
  });
  handOn(article);
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} source
 */
async function copy(button, source) {
  const formats = await whatToCopy(button, source);
  const message = doneMessage(button, source);
  if ((await writeClipboard(formats)) || writeByCommand(formats)) {
    say(message);
    showDone(button, message);
  } else {
    say(source.dataset.copyFailed ?? '', true);
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} source
 */
function doneMessage(button, source) {
  const number = /(\d+)$/.exec(button.dataset.copyStep ?? '')?.[1];
  const words = source.dataset.stepCopied;
  if (number === undefined || words === undefined) return source.dataset.copied ?? '';
  return words.replace(STEP_MARK, number);
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} source
 * @returns {Promise<Record<string, string>>} What to put on the clipboard, by media type.
 */
async function whatToCopy(button, source) {
  const { copyStep: step, copyArticle: kind, copySide: side } = button.dataset;
  if (kind !== undefined) return wholeArticle(kind, source);
  if (side !== undefined) return { 'text/plain': sideText(side) };
  if (button.dataset.copyLink !== undefined) {
    const { name, url } = linkToHandOn(source);
    const link = document.createElement('a');
    link.href = url;
    link.textContent = name;
    return { 'text/html': link.outerHTML, 'text/plain': `${name}\n${url}` };
  }
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
 * The article without what is only there to be clicked on.
 *
 * @param {string} kind `text`, `html` or `markdown`
 * @param {HTMLElement} source
 * @returns {Promise<Record<string, string>>}
 */
async function wholeArticle(kind, source) {
  const url = `${source.dataset.permalink ?? ''}?lang=${source.dataset.lang ?? ''}`;
  if (kind === 'markdown') {
    const answer = await fetch(`${location.pathname}.md`);
    const text = await answer.text();
    return { 'text/plain': `${text.replace(/^---\n[^]*?\n---\n/, '').trim()}\n\n${url}` };
  }
  const title = source.querySelector('h1');
  const parts = [...source.querySelectorAll('.lead, .article-section')];
  const text = [title?.innerText, ...parts.map(plainText), url].join('\n\n');
  if (kind === 'text') return { 'text/plain': text };
  const copy = document.createElement('div');
  copy.append(...[title, ...parts].flatMap((part) => part?.cloneNode(true) ?? []));
  for (const tool of copy.querySelectorAll('.step-tools, .code-tools, .zoom')) tool.remove();
  return { 'text/html': quoteHtml(copy, url), 'text/plain': text };
}

/**
 * @param {Element} part
 * @returns {string} Its text as read, steps with their numbers.
 */
function plainText(part) {
  const pieces = [...part.querySelectorAll('h2, .prose:not(.step-text), .step')].map((piece) => {
    const text = piece.matches('.step') ? piece.querySelector('.step-text') : piece;
    const words = text instanceof HTMLElement ? text.innerText.trim() : '';
    if (!piece.matches('.step')) return words;
    const list = piece.parentElement;
    const first = list instanceof window.HTMLOListElement ? list.start : 1;
    const place = [...(list?.children ?? [])].indexOf(piece);
    return `${first + place}. ${words}`;
  });
  return pieces.filter((piece) => piece !== '').join('\n');
}

/** @param {string} side `left` or `right` */
function sideText(side) {
  const cells = [...document.querySelectorAll(`.beside-${side}:not(.beside-empty)`)];
  return cells
    .flatMap((cell) => [...cell.querySelectorAll('h1, .beside-h1, h2, .beside-title, .prose')])
    .map((piece) => (piece instanceof HTMLElement ? piece.innerText.trim() : ''))
    .filter((text) => text !== '')
    .join('\n\n');
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
  const label = button.querySelector('[data-copy-label]') ?? hintBeside(button);
  const before = label?.textContent ?? '';
  if (button.dataset.state === 'copied') return;
  button.dataset.state = 'copied';
  if (label !== null) label.textContent = message;
  setTimeout(() => {
    delete button.dataset.state;
    if (label !== null) label.textContent = before;
  }, 2000);
}

/**
 * A button that is only a picture says in words beside it what it has done.
 *
 * @param {HTMLButtonElement} button
 */
function hintBeside(button) {
  const hint = document.createElement('span');
  hint.className = 'copy-hint';
  hint.setAttribute('aria-hidden', 'true');
  button.before(hint);
  setTimeout(() => hint.remove(), 2000);
  return hint;
}

/**
 * Links are handed on in the customer's language, as last chosen, and may lead to a step.
 *
 * @param {HTMLElement} source
 */
function handOn(source) {
  const language = source.querySelector('select[data-customer-language]');
  const target = source.querySelector('select[data-ticket-target]');
  if (!(language instanceof window.HTMLSelectElement)) return;
  const remembered = recall();
  const options = [...language.options];
  const known =
    options.find(({ value }) => value === remembered) ??
    options.find(({ value }) => value.split('-', 1)[0] === remembered?.split('-', 1)[0]);
  if (remembered !== undefined && known !== undefined) language.value = known.value;
  language.addEventListener('change', () => {
    remember(language.value, source.dataset.lang ?? '');
    writeShapes(source);
  });
  target?.addEventListener('change', () => writeShapes(source));
  writeShapes(source);
}

/**
 * @param {HTMLElement} source
 * @returns {{ name: string, url: string, suffix: string, option: HTMLOptionElement | undefined }}
 */
function linkToHandOn(source) {
  const language = source.querySelector('select[data-customer-language]');
  const target = source.querySelector('select[data-ticket-target]');
  const option = language instanceof window.HTMLSelectElement ? language.selectedOptions[0] : undefined;
  const step = target instanceof window.HTMLSelectElement ? target.selectedOptions[0] : undefined;
  const number = source.querySelector('[data-ticket]')?.getAttribute('data-ticket') ?? '';
  const suffix = step === undefined || step.value === '' ? '' : ` (${step.text})`;
  const hash = step === undefined || step.value === '' ? '' : `#${step.value}`;
  return {
    name: `${number}: ${option?.dataset.title ?? document.title}${suffix}`,
    url: `${source.dataset.permalink ?? ''}?lang=${option?.value ?? source.dataset.lang ?? ''}${hash}`,
    suffix,
    option,
  };
}

/** @param {HTMLElement} source */
function writeShapes(source) {
  const { name, url, suffix, option } = linkToHandOn(source);
  const rich = source.querySelector('#permalink-rich a');
  if (rich instanceof window.HTMLAnchorElement) {
    rich.href = url;
    rich.textContent = name;
  }
  const link = document.createElement('a');
  link.href = url;
  link.textContent = name;
  /** @param {string | undefined} template */
  const fill = (template) => (template ?? '').replaceAll(URL_MARK, url).replaceAll(STEP_MARK, suffix);
  /** @type {Record<string, string>} */
  const shapes = {
    jira: fill(option?.dataset.jira),
    markdown: fill(option?.dataset.markdown),
    plain: `${name}\n${url}`,
    html: link.outerHTML,
  };
  for (const area of source.querySelectorAll('textarea[data-shape]'))
    if (area instanceof window.HTMLTextAreaElement) area.value = shapes[area.dataset.shape ?? ''] ?? '';
}

/** @returns {string | undefined} */
function recall() {
  return new RegExp(`(?:^|; )${CUSTOMER}=([\\w-]+)`).exec(document.cookie)?.[1];
}

/**
 * @param {string} language
 * @param {string} locale The page's: what stands before it in the address is the site's own path.
 */
function remember(language, locale) {
  const path = location.pathname.slice(0, Math.max(0, location.pathname.indexOf(`/${locale}/`))) || '/';
  document.cookie = `${CUSTOMER}=${language}; path=${path}; max-age=${YEAR}; samesite=lax`;
}

export {};
