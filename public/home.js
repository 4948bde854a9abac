/** Recently read articles on the home page: stored in this browser only, and cleared with one click. */

const section = document.querySelector('section[data-recent]');

if (section instanceof HTMLElement) {
  showRecent(section);
  section.querySelector('[data-recent-clear]')?.addEventListener('click', () => {
    localStorage.removeItem('recently-read');
    section.hidden = true;
  });
}

/** @param {HTMLElement} around */
function showRecent(around) {
  /** @type {{ number: string, title: string, lang: string }[]} */
  let read = [];
  try {
    read = JSON.parse(localStorage.getItem('recently-read') ?? '[]');
  } catch {
    // Data from another version, or a private window without storage.
  }
  const list = around.querySelector('ul');
  if (list === null || !Array.isArray(read) || read.length === 0) return;
  list.replaceChildren(
    ...read.map(({ number, title, lang }) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = `/${around.dataset.recent ?? ''}/articles/${encodeURIComponent(number)}`;
      link.lang = lang;
      link.textContent = title;
      item.append(link);
      return item;
    }),
  );
  around.hidden = false;
}

export {};
