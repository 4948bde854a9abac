/** Comfort in the menu of links for tickets: the link may lead to a step. */

/** As src/pages/ticket-shapes.ts has them. */
const URL_MARK = '\uF8F0';
const STEP_MARK = '\uF8F1';

const menu = document.querySelector('[data-ticket]');
const choice = menu?.querySelector('[data-ticket-target]');

if (menu instanceof HTMLElement && choice instanceof window.HTMLSelectElement) {
  choice.addEventListener('change', () => point(menu, choice));
}

/**
 * @param {HTMLElement} around
 * @param {HTMLSelectElement} target
 */
function point(around, target) {
  const article = document.querySelector('article[data-permalink]');
  const permalink = article instanceof HTMLElement ? (article.dataset.permalink ?? '') : '';
  const lang = article instanceof HTMLElement ? (article.dataset.lang ?? '') : '';
  const step = target.value;
  const url = step === '' ? permalink : `${permalink}?lang=${lang}#${step}`;
  const suffix = step === '' ? '' : ` (${target.selectedOptions[0]?.text ?? ''})`;
  for (const shape of around.querySelectorAll('textarea[data-template]')) {
    if (!(shape instanceof window.HTMLTextAreaElement)) continue;
    const template = shape.dataset.template ?? '';
    shape.value = template.replaceAll(URL_MARK, url).replaceAll(STEP_MARK, suffix);
  }
  const link = around.querySelector('#permalink-rich a');
  const name = around.querySelector('[data-ticket-step]');
  if (link instanceof window.HTMLAnchorElement) link.href = url;
  if (name !== null) name.textContent = suffix;
}

export {};
