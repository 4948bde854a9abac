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
