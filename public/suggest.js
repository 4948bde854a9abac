/**
 * Search boxes: suggest titles while typing, following the WAI-ARIA combobox pattern, and grow
 * when something long is pasted. The form works without any of this, also when suggestions fail.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */

/** Milliseconds without a keystroke before titles are requested. */
const PAUSE = 120;
/** Longer texts are questions or logs, which no title completes. */
const LONGEST_TYPED = 100;
/** Longer pastes do not fit on one line. */
const LONGEST_LINE = 200;
/** As src/pages/search/search-box.tsx has it. */
const QUERY_MARK = '\uF8F0';

/**
 * @typedef {{ number: string, title: string, locale: string, href: string }} Suggestion
 */

for (const form of document.querySelectorAll('form[data-suggest]')) {
  const input = form.querySelector('input[type="search"]');
  if (form instanceof window.HTMLFormElement && input instanceof window.HTMLInputElement) {
    offerTitles(form, input);
    growOnPaste(form, input);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
function offerTitles(form, input) {
  const list = document.createElement('div');
  list.id = `${input.id}-suggestions`;
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.dataset.suggestLabel ?? '');
  list.hidden = true;
  const status = document.createElement('div');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  form.append(list, status);

  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);

  /** @type {readonly string[]} */
  const counts = JSON.parse(form.dataset.suggestCounts ?? '[]');
  const pageLocale = document.documentElement.lang;
  let active = -1;
  let timer = 0;
  let request = new AbortController();

  const isOpen = () => !list.hidden;

  /** @param {number} index -1: none, the field itself. */
  const activate = (index) => {
    active = index;
    [...list.children].forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === index));
      if (i === index) option.scrollIntoView({ block: 'nearest' });
    });
    const option = list.children[index];
    if (option === undefined) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', option.id);
  };

  const close = () => {
    clearTimeout(timer);
    request.abort();
    list.hidden = true;
    status.textContent = '';
    input.setAttribute('aria-expanded', 'false');
    activate(-1);
  };

  /** @param {readonly Suggestion[]} items */
  const show = (items) => {
    const typed = input.value.trim();
    list.replaceChildren(
      ...items.map((item, i) => createOption(item, `${list.id}-${i}`, pageLocale, typed)),
      createSearchOption(form, typed, `${list.id}-${items.length}`),
    );
    list.hidden = false;
    input.setAttribute('aria-expanded', String(isOpen()));
    status.textContent = counts[items.length] ?? '';
  };

  /** @param {-1 | 0} first Active item: none, or the first one if a key opened the list. */
  const ask = async (first) => {
    request.abort();
    const typed = input.value.trim();
    if (typed === '' || typed.length > LONGEST_TYPED) return close();
    const mine = (request = new AbortController());
    try {
      const answer = await fetch(`${form.dataset.suggest}&q=${encodeURIComponent(typed)}`, {
        signal: mine.signal,
      });
      const { items } = answer.ok ? await answer.json() : { items: [] };
      // A late response must not reopen the list or replace a newer one.
      if (!mine.signal.aborted && document.activeElement === input) {
        show(items);
        activate(first);
      }
    } catch {
      if (!mine.signal.aborted) close();
    }
  };

  const askSoon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(-1), PAUSE);
  };

  /** @param {1 | -1} by */
  const move = (by) => {
    const places = list.children.length + 1;
    activate(((active + 1 + by + places) % places) - 1);
  };

  input.addEventListener('input', askSoon);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    // Ignore keys while an input method is composing.
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen()) void ask(0);
      else move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && isOpen()) {
      const option = list.children[active];
      if (option instanceof window.HTMLElement) {
        event.preventDefault();
        option.click();
      }
    } else if (event.key === 'Escape' && isOpen()) {
      // The first Escape only closes the list; by default it would also clear the field.
      event.preventDefault();
      close();
    }
  });
  form.addEventListener('submit', close);
  // Pressing on an option must not blur the field, which would close the list before the click.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  // The page may be restored from the back/forward cache.
  window.addEventListener('pagehide', close);
}

/**
 * A link, so that middle click and long press work as usual; an option to screen readers.
 *
 * @param {Suggestion} item
 * @param {string} id
 * @param {string} pageLocale
 * @param {string} typed
 */
function createOption({ number, title, locale, href }, id, pageLocale, typed) {
  const option = document.createElement('a');
  option.id = id;
  option.className = 'suggestion';
  // Use the current host name, which may differ from SITE_URL.
  const { pathname, hash } = new URL(href, location.href);
  option.href = pathname + hash;
  option.tabIndex = -1;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  const name = document.createElement('span');
  name.className = 'number';
  name.append(...markTyped(number, typed));
  const text = document.createElement('span');
  text.append(...markTyped(title, typed));
  if (locale !== pageLocale) text.lang = locale;
  option.append(name, ' ', text);
  return option;
}

/**
 * @param {string} text
 * @param {string} typed
 * @returns {(string | HTMLElement)[]} The text with the first occurrence of the query highlighted.
 */
function markTyped(text, typed) {
  const at = text.toLocaleLowerCase().indexOf(typed.toLocaleLowerCase());
  if (at < 0 || typed === '') return [text];
  const mark = document.createElement('mark');
  mark.textContent = text.slice(at, at + typed.length);
  return [text.slice(0, at), mark, text.slice(at + typed.length)];
}

/**
 * The last row: run the full search instead.
 *
 * @param {HTMLFormElement} form
 * @param {string} typed
 * @param {string} id
 */
function createSearchOption(form, typed, id) {
  const option = document.createElement('a');
  option.id = id;
  option.className = 'suggestion suggestion-search';
  option.href = `${form.action}?q=${encodeURIComponent(typed)}`;
  option.tabIndex = -1;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.textContent = (form.dataset.suggestSearch ?? '').replace(QUERY_MARK, () => typed);
  return option;
}

/**
 * A pasted log goes into a text area and is sent as a request body, which is neither cut nor kept in the history; when emptied, the input
 * is back.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
function growOnPaste(form, input) {
  const area = document.createElement('textarea');
  for (const name of ['name', 'placeholder', 'autocapitalize', 'spellcheck', 'dir'])
    area.setAttribute(name, input.getAttribute(name) ?? '');

  /**
   * @param {HTMLElement} from
   * @param {HTMLElement} to
   * @param {'get' | 'post'} method
   */
  const swap = (from, to, method) => {
    const { id } = from;
    from.removeAttribute('id');
    to.id = id;
    from.replaceWith(to);
    form.method = method;
    to.focus();
  };

  input.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (pasted.length <= LONGEST_LINE && !/[\r\n]/.test(pasted.trim())) return;
    event.preventDefault();
    const [from, to] = [input.selectionStart ?? 0, input.selectionEnd ?? 0];
    area.value = input.value.slice(0, from) + pasted + input.value.slice(to);
    swap(input, area, 'post');
  });
  area.addEventListener('input', () => {
    if (area.value !== '') return;
    input.value = '';
    swap(area, input, 'get');
  });
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}
