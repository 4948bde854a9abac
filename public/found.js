/** Comfort on the search page: the article opened next can lead back here, and marks the words that were searched for. */

const results = document.querySelector('.search-results');

results?.addEventListener('click', (event) => {
  const target = event.target instanceof window.Element ? event.target : null;
  if (target?.closest('.item a') === null) return;
  const words = [...results.querySelectorAll('mark')].map((mark) => mark.textContent ?? '');
  try {
    const search = { href: location.href, words: [...new Set(words.filter((word) => word.length > 1))] };
    window.sessionStorage.setItem('search', JSON.stringify(search));
  } catch {
    // Private windows may forbid it; the way back is the browser's then.
  }
});

export {};
