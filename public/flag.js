/** Report selected words of an article: the form then shows the source sentence beside them. */

const LONGEST = 500;
const article = document.querySelector('article[data-permalink]');
const form = document.querySelector('a[data-flag]');

if (article !== null && form instanceof window.HTMLAnchorElement) {
  const link = document.createElement('a');
  link.className = 'flag-mark button';
  link.rel = 'nofollow';
  link.textContent = form.textContent;
  document.addEventListener('selectionchange', () => offer(article, form, link));
}

/**
 * @param {Element} source
 * @param {HTMLAnchorElement} to
 * @param {HTMLAnchorElement} link
 */
function offer(source, to, link) {
  const selection = document.getSelection();
  const words = selection?.toString().replace(/\s+/g, ' ').trim() ?? '';
  const node = selection?.anchorNode;
  const text = (node instanceof window.Element ? node : node?.parentElement)?.closest('.prose');
  if (selection === null || words === '' || words.length > LONGEST || !text || !source.contains(text)) {
    link.remove();
    return;
  }
  const step = /^step-(\d+)$/.exec(text.closest('.step')?.id ?? '')?.[1];
  const address = new window.URL(to.href);
  address.searchParams.set('quote', words);
  if (step !== undefined) address.searchParams.set('step', step);
  link.href = address.href;
  text.after(link);
}

export {};
