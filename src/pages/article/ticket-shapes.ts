import type { Translate } from '../../locale/strings.js';
import { escapeMarkup } from '../layout/markup.js';

/** A link in the formats support agents paste. */
export interface TicketShapes {
  readonly jira: string;
  readonly markdown: string;
  readonly plain: string;
  readonly html: string;
}

/**
 * Format a link to an article for tickets, chats and mail; `copy.js` does the same for another language or step.
 *
 * @param url - Absolute, without characters special to any format.
 */
export function ticketShapes(number: string, title: string, url: string): TicketShapes {
  const name = `${number}: ${title.replace(/\s+/gu, ' ').trim()}`;
  return {
    jira: `[${jiraText(name)}|${url}]`,
    markdown: `[${name.replace(/[\\`*_[\]<>#|~]/g, '\\$&')}](${url})`,
    plain: `${name}\n${url}`,
    html: `<a href="${url}">${escapeMarkup(name)}</a>`,
  };
}

/** The name of a format; rich text is what Zendesk takes. */
export function shapeName(shape: keyof TicketShapes | 'rich', t: Translate): string {
  if (shape === 'jira') return 'Jira';
  return shape === 'rich' ? 'Zendesk' : t(`permalink.${shape}`);
}

/** Special to Jira anywhere: links, macros, tables, images, and marks allowed inside words. */
const ALWAYS = /[\\[\]{}|!*^~+]/g;
/** Special only at word edges: emphasis, strikethrough, dashes. */
const AT_EDGE = /(?<![\p{L}\p{N}])[-_]|[-_](?![\p{L}\p{N}])/gu;
const CITATION = /\?(?=\?)|(?<=\?)\?/g;
/** `:)`, `;)`, `(x)`, `(on)`: emoticons. */
const EMOTICON = /[:;](?=[()DP])|\((?=(?:[/xi?yn]|on|off|\\[!+*]|\\-|\\\*[rgby])\))/g;

/**
 * Escape text for Jira's wiki markup.
 *
 * @returns One line with collapsed white space.
 * @see https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
 */
export function jiraText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(ALWAYS, '\\$&')
    .replace(AT_EDGE, '\\$&')
    .replace(CITATION, '\\$&')
    .replace(EMOTICON, '\\$&');
}
