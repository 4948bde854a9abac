/** Search page: lets the next article link back here and highlight the search terms. */

const results = document.querySelector('.search-results');

results?.addEventListener('click', (event) => {
  const target = event.target instanceof window.Element ? event.target : null;
  if (target?.closest('.item a') === null) return;
  const words = [...results.querySelectorAll('mark')].map((mark) => mark.textContent ?? '');
  try {
    const search = { href: location.href, words: [...new Set(words.filter((word) => word.length > 1))] };
    window.sessionStorage.setItem('search', JSON.stringify(search));
  } catch {
    // Private windows may forbid storage; the browser's back button still works.
  }
});

export {};
