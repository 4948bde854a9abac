/** API documentation: send requests in place and show the response below. */

for (const form of document.querySelectorAll('form[data-path]')) {
  if (!(form instanceof window.HTMLFormElement)) continue;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask(form);
  });
}

/** @param {HTMLFormElement} form */
async function ask(form) {
  let path = form.dataset.path ?? '';
  const query = new URLSearchParams();
  for (const input of form.querySelectorAll('input')) {
    if (input.dataset.in === 'path') path = path.replace(`:${input.name}`, encodeURIComponent(input.value));
    else if (input.value !== '') query.set(input.name, input.value);
  }
  const url = query.size === 0 ? path : `${path}?${query}`;
  const output = form.querySelector('output') ?? form.appendChild(document.createElement('output'));
  const shown = document.createElement('pre');
  shown.tabIndex = 0;
  output.replaceChildren(shown);
  try {
    const answer = await fetch(url);
    const text = await answer.text();
    shown.textContent = `GET ${url}\n${answer.status} ${answer.headers.get('content-type') ?? ''}\n\n${tidy(text)}`;
  } catch (error) {
    shown.textContent = String(error);
  }
}

/** @param {string} text */
function tidy(text) {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

export {};
