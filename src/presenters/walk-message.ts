import type { LocaleTag } from '../article/article.js';
import { resolveReading } from '../http/request/article-parameter.js';
import { absolute, articlePath, permalinkPath } from '../http/response/addresses.js';
import type { ReadingDeps } from '../http/response/site.js';
import { matchSiteLocale } from '../locale/tag.js';
import { textLanguage } from '../locale/text-tables.js';
import type { WalkState } from '../walk/engine/advance.js';
import { createVoice, WALK_WORDS } from '../walk/present/walk-words.js';
import { fillPlaceholders } from '../walk/walk-texts.js';
import { presentWalkState } from '../walk/present/present-walk-state.js';
import { resolveWalk, walkContext } from './article-walk.js';
import { customerLink, messageLanguages, writeMessage, type MessageParts } from './customer-message.js';

/** Present a walk state for the reader of a text; `pageLocale` is the site's locale that links lead to. */
function presentFor(deps: ReadingDeps, state: WalkState, locale: LocaleTag) {
  const site = deps.site();
  const { number } = state.walk;
  const article = resolveWalk(deps, resolveReading(deps.library, number, locale));
  const pageLocale = matchSiteLocale(locale, site.locales) ?? site.defaultLocale;
  const context = walkContext(deps, article, locale, {
    links: { page: absolute(site, articlePath(pageLocale, number, 'walk')) },
    article: (other) => `${absolute(site, permalinkPath(other))}?lang=${pageLocale}`,
  });
  const voice = createVoice(article.walk, locale);
  const wire = presentWalkState({ ...state, walk: article.walk }, voice, context);
  return { article, voice, wire, found: state.facts.present(voice), pageLocale };
}

/**
 * Write the customer message at the end of a walk: findings, what was done, what to do. No questions or answers.
 *
 * @param locale - The customer's language.
 */
export function writeWalkMessage(deps: ReadingDeps, state: WalkState, locale: LocaleTag): string {
  const presented = presentFor(deps, state, locale);
  const { voice, wire, found, article } = presented;
  const { outcome } = wire;
  const own = outcome === null ? undefined : voice.texts.outcomes.get(outcome.id)?.customer;
  const paragraphs =
    own === undefined
      ? [found.verdict?.text ?? '', outcome?.text ?? '']
      : [fillPlaceholders(own, found.values)];
  const redirect = outcome?.article;
  const { title } = article.reading.translation;
  const isElsewhere = redirect !== undefined && redirect !== null && redirect.href !== null;
  return writeMessage(textLanguage(locale, messageLanguages()), {
    paragraphs: paragraphs.filter((text) => text !== ''),
    ...stepsFor(state, presented),
    article: isElsewhere
      ? { title: redirect.title ?? redirect.number, href: redirect.href }
      : { title, href: customerLink(deps, article.reading, locale) },
  });
}

/** After a handover, the instructions not yet followed; after a plain walk, the steps taken. */
function stepsFor(
  state: WalkState,
  { article, voice, wire, found }: ReturnType<typeof presentFor>,
): Pick<MessageParts, 'steps' | 'path'> {
  const none = { steps: undefined, path: [] };
  if (state.walk.kind === 'plain') {
    const done = article.steps.filter((step) => state.answers.get(`step-${step.number}`) === 'done');
    return done.length === 0 ? none : { steps: { lead: 'done', list: done }, path: [] };
  }
  if (wire.outcome?.kind !== 'handover') return none;
  const asked = state.path.flatMap((id) => voice.texts.questions.get(id) ?? []);
  const instructions = asked.findLast((question) => question.instructions.length > 0)?.instructions ?? [];
  if (instructions.length === 0) return none;
  const list = instructions.map((line) => {
    return { text: fillPlaceholders(line, found.values), locale: voice.language };
  });
  return { steps: { lead: 'todo', list }, path: voice.texts.consolePath };
}

/**
 * Write the internal note: article and version, result, verdict, all answers, assumptions, link to this state.
 *
 * @param locale - The colleagues' language.
 */
export function writeCaseNote(deps: ReadingDeps, state: WalkState, locale: LocaleTag): string {
  const { voice, wire, found, article, pageLocale } = presentFor(deps, state, locale);
  const words = WALK_WORDS.in(voice.language).note;
  const { number, version: walkVersion } = wire.walk;
  const { version, title } = article.reading.translation;
  const { outcome } = wire;
  const shownVersion = version === undefined ? '' : ` v${version}`;
  const blocks = [
    [
      `${words.article}: ${number}${shownVersion} (${article.reading.served}), ${title}`,
      absolute(deps.site(), articlePath(pageLocale, number)),
    ],
    [
      ...(outcome === null ? [] : [`${words.result}: ${outcome.kindText}. ${outcome.title}`]),
      ...(found.verdict === undefined ? [] : [found.verdict.text]),
      ...(outcome?.article ? [outcome.article.text] : []),
    ],
    wire.answered.length === 0
      ? []
      : [`${words.answers}:`, ...wire.answered.map(({ prompt, text }) => `- ${prompt} ${text}`)],
    wire.assumptions.length === 0
      ? []
      : [`${words.assumed}:`, ...wire.assumptions.map(({ text }) => `- ${text}`)],
    [`${words.version} ${walkVersion}: ${wire.links['page'] ?? ''}`],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}
