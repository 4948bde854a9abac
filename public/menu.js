/**
 * Menus (plain `<details>`) close on Escape, an outside click or when focus leaves. Language switch: the choice
 * is remembered for URLs without a locale, and the position on the page is kept, since steps and sections have the
 * same anchors in every language.
 */

const YEAR = 365 * 24 * 60 * 60;

document.addEventListener('click', (event) => {
  const target = event.target instanceof window.Element ? event.target : null;
  closeMenusAround(target);
  const keys = document.querySelector('dialog[data-keys]');
  if (keys instanceof window.HTMLDialogElement) {
    if (target?.closest('[data-show-keys]') != null) keys.showModal();
    if (target?.closest('[data-close-keys]') != null) keys.close();
  }
  const link = target?.closest('a[data-locale]');
  if (link instanceof window.HTMLAnchorElement) rememberLocale(link);
});

// An open menu must not cover the next focused element.
document.addEventListener('focusin', (event) => {
  closeMenusAround(event.target instanceof window.Element ? event.target : null);
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    const hadFocus = menu.contains(document.activeElement);
    menu.removeAttribute('open');
    const summary = menu.querySelector('summary');
    if (hadFocus && summary !== null) summary.focus();
  }
});

/** @param {Element | null} target Menus that do not contain it are closed. */
function closeMenusAround(target) {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    if (target === null || !menu.contains(target)) menu.removeAttribute('open');
  }
}

/** @param {HTMLAnchorElement} link */
function rememberLocale(link) {
  const locale = link.dataset.locale ?? '';
  // The cookie's path is the site's path.
  const path = link.pathname.slice(0, Math.max(0, link.pathname.indexOf(`/${locale}/`))) || '/';
  document.cookie = `locale=${locale}; path=${path}; max-age=${YEAR}; samesite=lax`;
  if (location.hash !== '' && link.hash === '') link.hash = location.hash;
}

// A choice applies immediately; the button is for use without JavaScript.
for (const group of document.querySelectorAll('[data-auto]')) {
  group.classList.add('is-auto');
  group.addEventListener('change', ({ target }) => {
    if (target instanceof window.HTMLInputElement || target instanceof window.HTMLSelectElement)
      target.form?.requestSubmit();
  });
}

// What is not chosen stays out of the URL.
document.addEventListener('formdata', ({ target, formData }) => {
  if (!(target instanceof window.HTMLFormElement) || target.method !== 'get') return;
  for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
});

document.addEventListener('keydown', (event) => {
  const target = event.target instanceof window.Element ? event.target : null;
  const isTyping = target?.closest('input, textarea, select, [contenteditable]') != null;
  const isCommand = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
  if (isCommand || (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey)) {
    const field = document.querySelector('form[role="search"] :is(input[type="search"], textarea)');
    if (!(field instanceof window.HTMLElement)) return;
    event.preventDefault();
    field.focus();
    if (field instanceof window.HTMLInputElement) field.select();
  } else if (event.key === '?' && !isTyping) {
    const keys = document.querySelector('dialog[data-keys]');
    if (keys instanceof window.HTMLDialogElement && !keys.open) keys.showModal();
  }
});

export {};
