/** Related articles, requested when the reader nears the end, since they cost a search. */

const section = document.querySelector('section[data-related]');

if (section instanceof HTMLElement) {
  const feedback = document.querySelector('.feedback') ?? section;
  const near = new window.IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      void fill(section);
    },
    { rootMargin: '0px 0px 800px 0px' },
  );
  near.observe(feedback);
}

/** @param {HTMLElement} around */
async function fill(around) {
  const answer = await fetch(around.dataset.related ?? '').catch(() => undefined);
  if (answer?.ok !== true) return;
  /** @type {{ items: { number: string, title: string, locale: string, href: string }[] }} */
  const { items } = await answer.json();
  const list = around.querySelector('ul');
  if (list === null || items.length === 0) return;
  list.replaceChildren(
    ...items.map(({ number, title, locale, href }) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = href;
      link.textContent = title;
      if (locale !== document.documentElement.lang) link.lang = locale;
      const name = document.createElement('span');
      name.className = 'number';
      name.textContent = number;
      item.append(link, ' ', name);
      return item;
    }),
  );
  around.hidden = false;
}

export {};
