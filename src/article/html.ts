import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import { onSite } from './site-path.js';
import type { LocaleTag, Section, Step } from './article.js';

/**
 * Placeholder for the reader's locale in compiled URLs (`/<mark>/articles/KA-05406`), since the text is compiled once
 * and read in every locale. A private-use character, stripped from articles on load.
 */
export const LOCALE_MARK = '\uE000';

const MARKED_ADDRESS = `="/${encodeURIComponent(LOCALE_MARK)}/`;

const IMAGE_ADDRESS = '="/images/';

/** Insert the reader's locale and the site's base path into compiled HTML. */
export function localizeHtml(html: string, locale: LocaleTag): string {
  const localized = html.replaceAll(MARKED_ADDRESS, `="${onSite('/')}${locale}/`);
  return onSite('') === '' ? localized : localized.replaceAll(IMAGE_ADDRESS, `="${onSite('/images/')}`);
}

/**
 * Render a section as HTML, including its steps.
 *
 * @param steps - All steps of the translation, in order.
 */
export function sectionHtml(section: Section, steps: readonly Step[], locale: LocaleTag): string {
  const html = section.blocks
    .map((block) => {
      if (block.kind === 'html') return block.html;
      const items = steps.slice(block.first - 1, block.first - 1 + block.count);
      const start = block.start === 1 ? '' : ` start="${block.start}"`;
      return `<ol${start}>\n${items.map((step) => `<li id="${step.anchor}">${step.html}</li>`).join('\n')}\n</ol>`;
    })
    .join('\n');
  return localizeHtml(html, locale);
}

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{0,31}));/g;

/** Decode character references (`&amp;`, `&#39;`) the way HTML does. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return decodeNamedCharacterReference(name) || whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
      ? '\uFFFD'
      : String.fromCodePoint(code);
  });
}
