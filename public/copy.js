/** Copy buttons on article, side-by-side and walk pages: links, steps, whole articles, answers to customers. */

/** @typedef {{ kind: 'list', items: string[] } | { kind: 'text', lines: string[] }} Block */

/** As src/pages/article/article-page.tsx has it. */
const STEP_MARK = '\uF8F1';
/** The cookie that stores the customer's language, shared with the answer pages. */
const CUSTOMER = 'customer';
const YEAR = 365 * 24 * 60 * 60;

const article = document.querySelector('article[data-permalink]');
const status = document.querySelector('[data-copy-status]');

if (article instanceof HTMLElement) {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof window.Element ? event.target : null;
    const button = target?.closest(
      'button:is([data-copy], [data-copy-step], [data-copy-link], [data-copy-article], [data-copy-side], [data-copy-answer])',
    );
    if (button instanceof HTMLButtonElement) void copy(button, article);
  });
  document.addEventListener('focusin', (event) => {
    if (event.target instanceof window.HTMLTextAreaElement && event.target.matches('[data-select]'))
      event.target.select();
  });
  handOn(article);
  // Scripts of a bundle do not share scope, so `panel.js` sends an event.
  document.addEventListener('answer-shapes', (event) => {
    if (!(event instanceof CustomEvent)) return;
    for (const shape of ['html', 'markdown']) event.detail[shape] = answerAs(shape)['text/plain'];
  });
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
 * @returns {Promise<Record<string, string>>} Clipboard content by media type.
 */
async function whatToCopy(button, source) {
  const { copyStep: step, copyArticle: kind, copySide: side, copyAnswer: shape } = button.dataset;
  if (kind !== undefined) return wholeArticle(kind, source);
  if (side !== undefined) return { 'text/plain': sideText(side) };
  if (shape !== undefined) return answerAs(shape);
  if (button.dataset.copyLink !== undefined) {
    const { name, url } = linkToHandOn(source);
    const link = document.createElement('a');
    link.href = url;
    link.textContent = name;
    return { 'text/html': link.outerHTML, 'text/plain': `${name}\n${url}` };
  }
  if (step !== undefined) {
    const text = document.getElementById(step)?.querySelector('.step-text');
    // A quote is in this page's language, so its link leads there, not to the reader's language.
    const url =
      button.dataset.copyAddress ??
      `${source.dataset.permalink ?? ''}?lang=${source.dataset.lang ?? ''}#${step}`;
    if (!(text instanceof HTMLElement)) return { 'text/plain': url };
    return { 'text/html': quoteHtml(text, url), 'text/plain': `${text.innerText.trim()}\n${url}` };
  }
  const target = document.getElementById(button.dataset.copy ?? '');
  if (target instanceof window.HTMLTextAreaElement) return { 'text/plain': target.value };
  const link = target?.querySelector('a');
  return {
    'text/html': link?.outerHTML ?? '',
    'text/plain': `${link?.textContent ?? ''}\n${link?.href ?? ''}`,
  };
}

/**
 * The article without its controls.
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
 * @returns {string} Its visible text, with step numbers.
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
 * @returns {string} The text for an editor on another site: absolute URLs, with the link at the end.
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
 * @returns {Promise<boolean>} False if the clipboard is not available.
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
 * The legacy way, the only one that works on intranet sites without TLS.
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
 * @param {boolean} [isVisible] Failures are shown; success is visible on the button.
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
 * An icon-only button shows its result in words beside it.
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
 * Links use the customer's language as last chosen, and may lead to a step.
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
 * @returns {{ name: string, url: string }}
 */
function linkToHandOn(source) {
  const language = source.querySelector('select[data-customer-language]');
  const target = source.querySelector('select[data-ticket-target]');
  const option = language instanceof window.HTMLSelectElement ? language.selectedOptions[0] : undefined;
  const step = target instanceof window.HTMLSelectElement ? target.selectedOptions[0] : undefined;
  const number = source.querySelector('[data-ticket]')?.getAttribute('data-ticket') ?? '';
  const isStep = step !== undefined && step.value !== '';
  return {
    name: `${number}: ${option?.dataset.title ?? document.title}${isStep ? ` (${step.text})` : ''}`,
    url: `${source.dataset.permalink ?? ''}?lang=${option?.value ?? source.dataset.lang ?? ''}${isStep ? `#${step.value}` : ''}`,
  };
}

/** @param {HTMLElement} source */
function writeShapes(source) {
  const { name, url } = linkToHandOn(source);
  const rich = source.querySelector('#permalink-rich a');
  if (rich instanceof window.HTMLAnchorElement) {
    rich.href = url;
    rich.textContent = name;
  }
  const line = name.replace(/\s+/gu, ' ').trim();
  /** @type {Record<string, string>} */
  const shapes = {
    jira: `[${jiraText(line)}|${url}]`,
    markdown: `[${markdownText(line)}](${url})`,
    plain: `${name}\n${url}`,
    html: `<a href="${url}">${escapeHtml(name)}</a>`,
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
 * @param {string} locale The page's locale; what precedes it in the URL is the site's path.
 */
function remember(language, locale) {
  const path = location.pathname.slice(0, Math.max(0, location.pathname.indexOf(`/${locale}/`))) || '/';
  document.cookie = `${CUSTOMER}=${language}; path=${path}; max-age=${YEAR}; samesite=lax`;
}

/**
 * The edited answer to a customer, in a ticket system's format.
 *
 * @param {string} shape
 * @returns {Record<string, string>}
 */
function answerAs(shape) {
  const editor = document.querySelector('[data-answer-text]');
  const text = editor instanceof window.HTMLTextAreaElement ? editor.value : '';
  const blocks = readBlocks(text);
  const html = blocks.map(blockHtml).join('\n');
  if (shape === 'rich') return { 'text/html': html, 'text/plain': text };
  if (shape === 'html') return { 'text/plain': html };
  if (shape === 'markdown') return { 'text/plain': writeLines(blocks, markdownText, (i) => `${i + 1}. `) };
  if (shape === 'jira') return { 'text/plain': writeLines(blocks, jiraText, () => '# ') };
  return { 'text/plain': text };
}

/**
 * Blank lines separate blocks; lines that start with a number form a list.
 *
 * @param {string} text
 * @returns {Block[]}
 */
function readBlocks(text) {
  return text.split(/\n{2,}/).flatMap((part) => {
    /** @type {Block[]} */
    const blocks = [];
    for (const line of part.split('\n')) {
      const item = /^\d{1,3}[.)] +(.*)$/.exec(line)?.[1];
      const last = blocks.at(-1);
      if (item !== undefined) {
        if (last?.kind === 'list') last.items.push(item);
        else blocks.push({ kind: 'list', items: [item] });
      } else if (last?.kind === 'list' && /^ {2,}\S/.test(line)) {
        last.items.push(`${last.items.pop() ?? ''}\n${line.trim()}`);
      } else if (last?.kind === 'text') {
        last.lines.push(line);
      } else {
        blocks.push({ kind: 'text', lines: [line] });
      }
    }
    return blocks;
  });
}

/** @param {string} text */
function escapeHtml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** @param {string} text */
function inlineHtml(text) {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, i) =>
      i % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('')
    .replaceAll('\n', '<br>');
}

/** @param {Block} block */
function blockHtml(block) {
  if (block.kind === 'text') return `<p>${inlineHtml(block.lines.join('\n'))}</p>`;
  return `<ol>${block.items.map((item) => `<li>${inlineHtml(item)}</li>`).join('')}</ol>`;
}

/**
 * @param {Block[]} blocks
 * @param {(text: string) => string} escape Leaves URLs unchanged.
 * @param {(i: number) => string} mark Before an item.
 */
function writeLines(blocks, escape, mark) {
  /** @param {string} line */
  const written = (line) =>
    line
      .split(/(https?:\/\/[^\s<>"]+)/)
      .map((part, i) => (i % 2 === 1 ? part : escape(part)))
      .join('');
  return blocks
    .map((block) => {
      if (block.kind === 'text') return block.lines.map(written).join('\n');
      return block.items.map((item, i) => mark(i) + item.split('\n').map(written).join(' ')).join('\n');
    })
    .join('\n\n');
}

/** @param {string} text */
function markdownText(text) {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');
}

/**
 * As src/pages/article/ticket-shapes.ts.
 *
 * @param {string} text
 */
function jiraText(text) {
  return text
    .replace(/[\\[\]{}|!*^~+]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])[-_]|[-_](?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/\?(?=\?)|(?<=\?)\?/g, '\\$&')
    .replace(/[:;](?=[()DP])|\((?=(?:[/xi?yn]|on|off|\\[!+*]|\\-|\\\*[rgby])\))/g, '\\$&');
}

export {};
