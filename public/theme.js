/**
 * Applies the chosen light or dark theme. A classic script in the head: it must run before the first paint, so that no
 * other theme flashes up. Without a choice the style sheet follows the system.
 */
(() => {
  const KEY = 'theme';
  const root = document.documentElement;
  root.dataset.script = '';

  /** @returns {string | null} */
  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };

  const isDark = () => {
    const chosen = root.dataset.theme;
    return chosen === undefined
      ? window.matchMedia('(prefers-color-scheme: dark)').matches
      : chosen === 'dark';
  };

  const chosen = remembered();
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;

  document.addEventListener('DOMContentLoaded', () => {
    const toggle = document.querySelector('[data-theme-toggle]');
    if (toggle === null) return;
    const show = () => toggle.setAttribute('aria-pressed', String(isDark()));
    show();
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
    toggle.addEventListener('click', () => {
      const theme = isDark() ? 'light' : 'dark';
      root.dataset.theme = theme;
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // Private windows may forbid storage; the choice then lasts for this page only.
      }
      show();
    });
  });
})();
