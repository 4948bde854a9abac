import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { plainMarkdown } from '../content/markdown/to-markdown.js';
import { articleNumber, resolveReading } from '../http/request/article-parameter.js';
import { absolute, articlePath } from '../http/response/addresses.js';
import { feedLocale, readLog, readToken } from '../http/response/change-token.js';
import { linkLocale } from '../locale/tag.js';
import { walkKind } from '../presenters/article-walk.js';
import { presentChanges, presentPassages } from '../presenters/present-passage.js';
import { presentInternal } from '../presenters/present-reading.js';
import { presentProvenance } from '../presenters/provenance.js';
import type { PASSAGE, Wire } from '../presenters/schemas.js';
import { Problem } from '../problem.js';
import { cutParts, describeGrounding, describeProvenance, slimPassage } from './passages.js';
import { askedLocale, LOCALE, NUMBER, offerTool, type McpDeps } from './tool.js';

const ARTICLE_INPUT = z.strictObject({
  number: NUMBER,
  locale: LOCALE,
  part: z.number().int().min(1).default(1).describe('A long article comes in parts; `parts` says how many'),
});
const CHANGES_INPUT = z.strictObject({
  since: z
    .string()
    .max(64)
    .optional()
    .describe('`next` of the previous result; without it, from the beginning'),
  limit: z.number().int().min(1).max(50).default(20).describe('At most this many changes'),
  locale: z.string().max(64).optional().describe('Only this locale of the site'),
});

/** Register `get_article` and `get_changes`. */
export function registerArticleTools(server: McpServer, deps: McpDeps): void {
  offerTool(server, deps, {
    name: 'get_article',
    title: 'Read an article',
    description:
      'An article in the user’s language, or the closest available one, as passages that can be cited. Tell the user if it is a machine translation or outdated. `grounding` of a passage: check `with-source` against the same passage of the source locale; do not answer from `no`.',
    input: ARTICLE_INPUT,
    output: 'Members of Article; `passages` with those of Passage',
    run: (input) => getArticle(deps, input),
  });
  offerTool(server, deps, {
    name: 'get_changes',
    title: 'List changes',
    description:
      'Articles created, updated or removed, in order, to detect that an earlier answer or a copy is out of date. `next` is the token to continue from and never expires.',
    input: CHANGES_INPUT,
    output: 'ChangeList',
    run: (input) => getChanges(deps, input),
  });
}

function getArticle(deps: McpDeps, input: z.infer<typeof ARTICLE_INPUT>): CallToolResult {
  const { library, site } = deps;
  const locale = askedLocale(deps, input.locale);
  const reading = resolveReading(library, articleNumber(input.number, library), locale);
  const { article, translation, requested, served, isFallback } = reading;
  const parts = cutParts(presentPassages(deps, reading, true));
  const passages = parts[input.part - 1];
  if (passages === undefined) {
    const errors = [{ pointer: '/part', detail: `the article has ${parts.length}` }];
    throw new Problem('invalid-parameter', { values: { name: 'part' }, errors });
  }
  const trust = describeProvenance(presentProvenance(reading.provenance), deps);
  const href = absolute(site(), articlePath(linkLocale(locale, served, site()), article.number));
  const walk = walkKind(deps, reading) ?? null;
  const locales = article.translations.map((other) => other.locale);
  const internal = presentInternal(translation);
  const head = [
    ...(isFallback ? [`Not available in ${requested}; this is ${served}.`] : []),
    `This text: ${served}, ${trust}.`,
    ...describeGrounding(passages),
    `Languages: ${locales.join(', ')}.`,
    ...(walk === null ? [] : ['To lead the user through it step by step, use start_walk.']),
    ...(parts.length > 1
      ? [`Part ${input.part} of ${parts.length}; call again with part for the others.`]
      : []),
  ];
  const notes = internal?.notes == null ? [] : [`For agents only, never for the customer: ${internal.notes}`];
  const title = `# ${article.number}: ${plainMarkdown(translation.title)}`;
  const text = [title, `<${href}>`, head.join(' '), ...notes];
  return {
    content: [{ type: 'text', text: [...text, ...writePassages(passages)].join('\n\n') }],
    structuredContent: {
      number: article.number,
      title: translation.title,
      requested,
      served,
      isFallback,
      trust,
      sourceLocale: reading.provenance.sourceLocale ?? null,
      products: article.facts.products,
      walk,
      locales,
      href,
      part: input.part,
      parts: parts.length,
      passages: passages.map((passage) => slimPassage(passage, passage.text)),
      ...(internal && { internal }),
    },
  };
}

/** Passages as Markdown: a heading when the section changes, numbered steps. */
function writePassages(passages: readonly Wire<typeof PASSAGE>[]): string[] {
  let above = '';
  return passages.flatMap(({ path, step, markdown = '' }) => {
    const heading = path.map((part) => plainMarkdown(part)).join(' > ');
    const lines = heading === above ? [] : [`## ${heading}`];
    above = heading;
    return [...lines, step === null ? markdown : `${step}. ${markdown.replaceAll(/\n(?=.)/g, '\n   ')}`];
  });
}

function getChanges(
  deps: McpDeps,
  { since, limit, locale: asked }: z.infer<typeof CHANGES_INPUT>,
): CallToolResult {
  const { library } = deps;
  const from = readToken(since, readLog(library));
  const found = presentChanges(deps, from, { limit, locale: feedLocale(asked, library) });
  const lines = found.items.map(
    ({ number, locale, change, version, changedAt }) =>
      `- ${number} ${locale}: ${change}${version === null ? '' : `, version ${version}`}, ${changedAt}`,
  );
  const rest = found.items.length < limit ? 'No more changes.' : 'There may be more.';
  const text = [
    ...(lines.length === 0 ? ['Nothing changed.'] : [...lines, rest]),
    `Continue with since: ${found.next}`,
  ];
  return { content: [{ type: 'text', text: text.join('\n') }], structuredContent: { ...found } };
}
