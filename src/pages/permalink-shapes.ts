import { escapeMarkup } from './escape-markup.js';

/** One link, as the places want it that a support agent pastes it into. */
export interface PermalinkShapes {
  readonly plain: string;
  readonly markdown: string;
  readonly html: string;
}

/**
 * Write a link to an article for tickets, chats and mails.
 *
 * @param url - Absolute.
 */
export function permalinkShapes(number: string, title: string, url: string): PermalinkShapes {
  const name = `${number}: ${title}`;
  return {
    plain: `${name}\n${url}`,
    markdown: `[${name.replace(/[\\`*_[\]<>#|~]/g, '\\$&')}](${url})`,
    html: `<a href="${escapeMarkup(url)}">${escapeMarkup(name)}</a>`,
  };
}
