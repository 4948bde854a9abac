/** Comfort for the answer to a customer: what was edited is copied in each ticket system's shape. */

/**
 * @typedef {{ kind: 'list', items: string[] } | { kind: 'text', lines: string[] }} Block
 */

for (const panel of document.querySelectorAll('[data-answer]')) {
  const editor = panel.querySelector('[data-answer-text]');
  if (!(editor instanceof window.HTMLTextAreaElement)) continue;
  fill(panel, editor.value);
  editor.addEventListener('input', () => fill(panel, editor.value));
}

for (const select of document.querySelectorAll('select[data-submit-on-change]')) {
  if (!(select instanceof window.HTMLSelectElement)) continue;
  select.addEventListener('change', () => select.form?.requestSubmit());
  select.form?.querySelector('button[type="submit"]')?.classList.add('visually-hidden');
}

/**
 * @param {Element} panel
 * @param {string} text
 */
function fill(panel, text) {
  const blocks = readBlocks(text);
  /** @type {Record<string, string>} */
  const shapes = {
    plain: text,
    html: blocks.map(blockHtml).join('\n'),
    markdown: writeLines(blocks, markdownText, (i) => `${i + 1}. `),
    jira: writeLines(blocks, jiraText, () => '# '),
  };
  for (const [shape, value] of Object.entries(shapes)) {
    const box = panel.querySelector(`#answer-as-${shape}`);
    if (box instanceof window.HTMLTextAreaElement) box.value = value;
  }
  const rich = panel.querySelector('#answer-as-rich');
  rich?.replaceChildren(
    ...new window.DOMParser().parseFromString(shapes.html ?? '', 'text/html').body.childNodes,
  );
}

/**
 * Blank lines part blocks; lines that begin with a number are a list.
 *
 * @param {string} text
 * @returns {Block[]}
 */
function readBlocks(text) {
  return text.split(/\n{2,}/).flatMap((part) => {
    /** @type {Block[]} */
    const blocks = [];
    for (const line of part.split('\n')) {
      const item = /^\d{1,3}[.)] +(.*)$/.exec(line)?.[1];
      const last = blocks.at(-1);
      if (item !== undefined) {
        if (last?.kind === 'list') last.items.push(item);
        else blocks.push({ kind: 'list', items: [item] });
      } else if (last?.kind === 'list' && /^ {2,}\S/.test(line)) {
        last.items.push(`${last.items.pop() ?? ''}\n${line.trim()}`);
      } else if (last?.kind === 'text') {
        last.lines.push(line);
      } else {
        blocks.push({ kind: 'text', lines: [line] });
      }
    }
    return blocks;
  });
}

/** @param {string} text */
function escapeHtml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** @param {string} text */
function inlineHtml(text) {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, i) =>
      i % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('')
    .replaceAll('\n', '<br>');
}

/** @param {Block} block */
function blockHtml(block) {
  if (block.kind === 'text') return `<p>${inlineHtml(block.lines.join('\n'))}</p>`;
  return `<ol>${block.items.map((item) => `<li>${inlineHtml(item)}</li>`).join('')}</ol>`;
}

/**
 * @param {Block[]} blocks
 * @param {(text: string) => string} escape Leaves addresses alone.
 * @param {(i: number) => string} mark Before an item.
 */
function writeLines(blocks, escape, mark) {
  /** @param {string} line */
  const written = (line) =>
    line
      .split(/(https?:\/\/[^\s<>"]+)/)
      .map((part, i) => (i % 2 === 1 ? part : escape(part)))
      .join('');
  return blocks
    .map((block) => {
      if (block.kind === 'text') return block.lines.map(written).join('\n');
      return block.items.map((item, i) => mark(i) + item.split('\n').map(written).join(' ')).join('\n');
    })
    .join('\n\n');
}

/** @param {string} text */
function markdownText(text) {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');
}

/**
 * As src/pages/article/jira-text.ts.
 *
 * @param {string} text
 */
function jiraText(text) {
  return text
    .replace(/[\\[\]{}|!*^~+]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])[-_]|[-_](?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/\?(?=\?)|(?<=\?)\?/g, '\\$&')
    .replace(/[:;](?=[()DP])|\((?=(?:[/xi?yn]|on|off|\\[!+*]|\\-|\\\*[rgby])\))/g, '\\$&');
}

export {};
