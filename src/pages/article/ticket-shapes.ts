import { escapeMarkup } from '../layout/escape-markup.js';
import { jiraText } from './jira-text.js';

/** One link, as the places want it that a support agent pastes it into. */
export interface TicketShapes {
  readonly jira: string;
  readonly markdown: string;
  readonly plain: string;
  readonly html: string;
}

/** Stand in a template for what a script fills in when another step is chosen; private characters, taken out of titles. */
const URL_MARK = '\uF8F0';
const STEP_MARK = '\uF8F1';
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
