/**
 * Comfort for menus that are plain `<details>`: Escape, a click outside or leaving them closes them. And the language switch: a choice
 * is remembered for addresses that name no locale, and the place on the page is kept, since steps and sections have the
 * same anchors in every language.
 */

const YEAR = 365 * 24 * 60 * 60;

document.addEventListener('click', (event) => {
  const target = event.target instanceof window.Element ? event.target : null;
  closeMenusAround(target);
  const link = target?.closest('a[data-locale]');
  if (link instanceof window.HTMLAnchorElement) rememberLocale(link);
});

// An open menu must not cover what the keyboard goes to next.
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

/** @param {Element | null} target Menus that do not hold it are closed. */
function closeMenusAround(target) {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    if (target === null || !menu.contains(target)) menu.removeAttribute('open');
  }
}

/** @param {HTMLAnchorElement} link */
function rememberLocale(link) {
  const locale = link.dataset.locale ?? '';
  // Where the site lies below a path, its cookie does too.
  const path = link.pathname.slice(0, Math.max(0, link.pathname.indexOf(`/${locale}/`))) || '/';
  document.cookie = `locale=${locale}; path=${path}; max-age=${YEAR}; samesite=lax`;
  if (location.hash !== '' && link.hash === '') link.hash = location.hash;
}
