import { escapeMarkup } from '../layout/escape-markup.js';

/** One link, as the places want it that a support agent pastes it into. */
export interface TicketShapes {
  readonly jira: string;
  readonly markdown: string;
  readonly plain: string;
  readonly html: string;
}

/** Stand in a template for what a script fills in when another step is chosen; private characters, taken out of titles. */
const URL_MARK = '\uF8F0';
export const STEP_MARK = '\uF8F1';
const MARKS = /[\uF8F0\uF8F1]/g;

/**
 * Write a link to an article for tickets, chats and mails, its address and its step still open.
 *
 * What is filled in is never escaped: addresses of our own, and the name of a step.
 */
export function ticketTemplates(number: string, title: string): TicketShapes {
  const name = `${number}: ${title.replace(MARKS, '').replace(/\s+/gu, ' ').trim()}`;
  return {
    jira: `[${jiraText(name)}${STEP_MARK}|${URL_MARK}]`,
    markdown: `[${name.replace(/[\\`*_[\]<>#|~]/g, '\\$&')}${STEP_MARK}](${URL_MARK})`,
    plain: `${name}${STEP_MARK}\n${URL_MARK}`,
    html: `<a href="${URL_MARK}">${escapeMarkup(name)}${STEP_MARK}</a>`,
  };
}

/**
 * Fill a template in, as public/ticket.js does.
 *
 * @param url - Absolute, without a character that any of the shapes reads as its own.
 */
export function fillTemplate(template: string, url: string): string {
  return template.replaceAll(URL_MARK, url).replaceAll(STEP_MARK, '');
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
