/** Walk: drop a log file on the question, check its size immediately, use this computer's time zone. */

for (const box of document.querySelectorAll('[data-drop]')) {
  const form = box.closest('form');
  const input = box.querySelector('input[type="file"]');
  if (form === null || !(input instanceof window.HTMLInputElement)) continue;
  takeDrops(form, box, input);
  input.addEventListener('change', () => checkSize(input, box));
}

for (const button of document.querySelectorAll('button[data-own-zone]')) {
  if (button instanceof HTMLButtonElement) offerOwnZone(button);
}

/**
 * @param {Element} form
 * @param {Element} box
 * @param {HTMLInputElement} input
 */
function takeDrops(form, box, input) {
  form.addEventListener('dragover', (event) => {
    if (!(event instanceof window.DragEvent) || !holdsFile(event)) return;
    event.preventDefault();
    box.classList.add('is-over');
  });
  form.addEventListener('dragleave', (event) => {
    const to = event instanceof window.DragEvent ? event.relatedTarget : null;
    if (!(to instanceof window.Node) || !form.contains(to)) box.classList.remove('is-over');
  });
  form.addEventListener('drop', (event) => {
    if (!(event instanceof window.DragEvent) || !holdsFile(event)) return;
    event.preventDefault();
    box.classList.remove('is-over');
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    const one = new window.DataTransfer();
    one.items.add(file);
    input.files = one.files;
    checkSize(input, box);
    input.focus();
  });
}

/** @param {DragEvent} event Dragged text is left to the field under it. */
function holdsFile(event) {
  return event.dataTransfer?.types.includes('Files') === true;
}

/**
 * @param {HTMLInputElement} input
 * @param {Element} box
 */
function checkSize(input, box) {
  const { maxBytes, tooLarge } = box instanceof HTMLElement ? box.dataset : {};
  const isTooLarge = (input.files?.[0]?.size ?? 0) > Number(maxBytes);
  input.setCustomValidity(isTooLarge ? (tooLarge ?? '') : '');
  if (isTooLarge) input.reportValidity();
}

/** @param {HTMLButtonElement} button */
function offerOwnZone(button) {
  const field = document.getElementById(button.dataset.ownZone ?? '');
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  if (!(field instanceof window.HTMLInputElement) || !timeZone) return;
  button.textContent = (button.dataset.label ?? '').replace('…', timeZone);
  button.hidden = false;
  button.addEventListener('click', () => {
    field.value = timeZone;
    field.form?.requestSubmit();
  });
}

export {};
