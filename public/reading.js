/**
 * Article page: the table of contents shows the current section, code can be copied and wrapped, images enlarged, and
 * search terms are highlighted; the browser remembers read articles.
 */

const article = document.querySelector('article[data-permalink]');
/** Articles the browser remembers. */
const MOST_REMEMBERED = 8;

if (article instanceof HTMLElement) {
  followReader();
  toolCode(article);
  enlargePictures(article);
  rememberReading(article);
  showSearch(article);
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

/** @param {HTMLElement} source */
function toolCode(source) {
  for (const pre of source.querySelectorAll('.prose pre')) {
    if (!(pre instanceof HTMLElement)) continue;
    const tools = document.createElement('div');
    tools.className = 'code-tools';
    tools.lang = document.documentElement.lang;
    const copy = createButton(source.dataset.codeCopy ?? '');
    copy.addEventListener('click', () => {
      void navigator.clipboard.writeText(pre.innerText).then(
        () => say(copy, source.dataset.copied ?? ''),
        () => say(copy, source.dataset.copyFailed ?? ''),
      );
    });
    tools.append(copy);
    if (pre.scrollWidth > pre.clientWidth) {
      const wrap = createButton(source.dataset.codeWrap ?? '');
      wrap.setAttribute('aria-pressed', 'false');
      wrap.addEventListener('click', () => {
        const isWrapped = pre.classList.toggle('wrapped');
        wrap.setAttribute('aria-pressed', String(isWrapped));
      });
      tools.append(wrap);
    }
    pre.before(tools);
  }
}

/** @param {string} label */
function createButton(label) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  return button;
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} message
 */
function say(button, message) {
  const before = button.textContent;
  button.textContent = message;
  setTimeout(() => (button.textContent = before), 2000);
}

/** @param {HTMLElement} source */
function enlargePictures(source) {
  const dialog = document.createElement('dialog');
  dialog.className = 'zoom-dialog';
  const close = createButton(source.dataset.close ?? '');
  close.className = 'button';
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  for (const image of source.querySelectorAll('.prose img')) {
    if (!(image instanceof window.HTMLImageElement) || image.closest('a') !== null) continue;
    const button = createButton('');
    button.className = 'zoom';
    button.setAttribute('aria-label', `${source.dataset.zoom ?? ''}: ${image.alt}`);
    button.addEventListener('click', () => {
      const large = document.createElement('img');
      large.src = image.src;
      large.alt = image.alt;
      dialog.replaceChildren(large, close);
      if (!dialog.isConnected) document.body.append(dialog);
      dialog.showModal();
    });
    image.before(button);
    button.append(image);
  }
}

/** @param {HTMLElement} source */
function rememberReading(source) {
  const number = source.dataset.permalink?.split('/').pop() ?? '';
  const title = source.querySelector('h1')?.textContent ?? '';
  try {
    /** @type {{ number: string }[]} */
    const before = JSON.parse(localStorage.getItem('recently-read') ?? '[]');
    const entry = { number, title, lang: source.lang || (source.dataset.lang ?? '') };
    const others = before.filter((one) => one.number !== number).slice(0, MOST_REMEMBERED - 1);
    localStorage.setItem('recently-read', JSON.stringify([entry, ...others]));
  } catch {
    // Private windows may forbid storage, and data from another version is ignored.
  }
}

/**
 * After a search, show a link back to it and highlight its terms; the page itself stays cacheable.
 *
 * @param {HTMLElement} source
 */
function showSearch(source) {
  const path = source.querySelector('.article-path');
  if (!(path instanceof HTMLElement)) return;
  /** @type {{ href: string, words: string[] }} */
  let search;
  try {
    search = JSON.parse(window.sessionStorage.getItem('search') ?? 'null');
  } catch {
    return;
  }
  if (search === null || !document.referrer.startsWith(search.href.split('?', 1)[0] ?? '-')) return;
  const back = document.createElement('a');
  back.href = search.href;
  back.className = 'article-back';
  back.textContent = path.dataset.back ?? '';
  path.prepend(back);
  markWords(source, search.words);
}

/**
 * @param {HTMLElement} source
 * @param {readonly string[]} words
 */
function markWords(source, words) {
  if (!('highlights' in window.CSS) || words.length === 0) return;
  const escaped = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const pattern = new RegExp(escaped.join('|'), 'giu');
  const ranges = [];
  for (const prose of source.querySelectorAll('h1, .prose')) {
    const walker = document.createTreeWalker(prose, window.NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      for (const { index, 0: text } of (node.nodeValue ?? '').matchAll(pattern)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + text.length);
        ranges.push(range);
      }
  }
  window.CSS.highlights.set('search', new window.Highlight(...ranges));
}

export {};
