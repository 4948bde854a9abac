import { escapeMarkup } from '../layout/markup.js';

/** One link, as the places want it that a support agent pastes it into. */
export interface TicketShapes {
  readonly jira: string;
  readonly markdown: string;
  readonly plain: string;
  readonly html: string;
}

/**
 * Write a link to an article for tickets, chats and mails; `copy.js` does the same once another language or a step is chosen.
 *
 * @param url - Absolute, without a character that any of the shapes reads as its own.
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

/** Read by Jira as its own wherever it stands: links, macros, tables, images, and marks that may stand inside a word. */
const ALWAYS = /[\\[\]{}|!*^~+]/g;
/** Read only at the edge of a word: emphasis, strokes, dashes. Inside one it is part of a number or an identifier. */
const AT_EDGE = /(?<![\p{L}\p{N}])[-_]|[-_](?![\p{L}\p{N}])/gu;
const CITATION = /\?(?=\?)|(?<=\?)\?/g;
/** `:)`, `;)`, `(x)`, `(on)`: pictures. */
const EMOTICON = /[:;](?=[()DP])|\((?=(?:[/xi?yn]|on|off|\\[!+*]|\\-|\\\*[rgby])\))/g;

/**
 * Write text for Jira's wiki markup, so that it is shown as it is.
 *
 * @returns One line: white space is drawn together.
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
