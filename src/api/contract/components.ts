import { REPORT } from '../../presenters/report-schema.js';
import { z } from 'zod';
import * as shapes from '../../presenters/schemas.js';
import { CHANGE, CHANGE_LIST, CITED_PASSAGE, PASSAGE_LIST } from '../../presenters/passage-schemas.js';
import * as ledger from '../../presenters/ledger-schemas.js';
import { SUGGESTED_ARTICLES, SUGGESTION_REQUEST } from '../../presenters/suggest-articles.js';
import { FACT_SETS } from '../../walk/facts/index.js';
import { WALK_FORM, WALK_PROBLEM, WALK_REQUEST } from '../../presenters/walk-schemas.js';
import { ANSWER, EXAMPLE, WALK_DESCRIPTION, WALK_STATE } from '../../walk/present/wire-state.js';

type Shapes = Readonly<Record<string, z.ZodType>>;

const { question: QUESTION, outcome: OUTCOME, walk: WALK_HEAD, warnings: SENTENCES } = WALK_STATE.shape;
const { input: INPUT, quickReplies: REPLIES, step: WALK_STEP } = QUESTION.unwrap().shape;

/** The shapes inside of others, named so that a generated client has a class for each and no invented name. */
const PARTS = {
  ArticleSection: shapes.READING.shape.sections.element,
  ArticleStep: shapes.READING.shape.steps.element,
  ArticleLocale: shapes.READING.shape.locales.element,
  ArticleWalk: shapes.READING.shape.walk.unwrap(),
  PassageGrounding: shapes.PASSAGE.shape.grounding,
  PassageSource: shapes.PASSAGE.shape.source.unwrap(),
  SearchPassage: shapes.SEARCH_RESULT.shape.passages.unwrap().element,
  SearchExplanation: shapes.SEARCH_RESULT.shape.explanation.unwrap(),
  DirectHit: shapes.SEARCH_RESULT.shape.direct.unwrap(),
  TextRange: shapes.SEARCH_HIT.shape.highlights.element,
  Facet: shapes.SEARCH_RESULT.shape.facets.shape.products.element,
  Suggestion: shapes.SUGGESTIONS.shape.items.element,
  SuggestedArticle: SUGGESTED_ARTICLES.shape.items.element,
  SuggestedWalk: SUGGESTED_ARTICLES.shape.items.element.shape.walk.unwrap(),
  ProblemPart: shapes.PROBLEM.shape.errors.element,
  WalkHead: WALK_HEAD,
  WalkQuestion: QUESTION.unwrap(),
  WalkDescribedQuestion: WALK_DESCRIPTION.shape.questions.element,
  WalkInput: INPUT,
  WalkOption: INPUT.shape.options.element,
  WalkQuickReply: REPLIES.element,
  WalkStep: WALK_STEP.unwrap(),
  WalkAnswer: ANSWER,
  WalkAnswerMembers: z
    .object(Object.fromEntries(FACT_SETS.flatMap(({ answerMembers }) => Object.entries(answerMembers))))
    .partial()
    .meta({ description: 'An answer with members; which, its question’s `input` and example show.' }),
  WalkExample: EXAMPLE,
  WalkOutcome: OUTCOME.unwrap(),
  WalkRedirect: OUTCOME.unwrap().shape.article.unwrap(),
  WalkSentence: SENTENCES.element,
  ...Object.fromEntries(
    FACT_SETS.flatMap(({ members }) => Object.entries(members)).map(([name, schema]) => [
      `Walk${pascal(name)}`,
      schema instanceof z.ZodNullable ? schema.unwrap() : schema,
    ]),
  ),
};

const ARTICLE_OR_EVERY_LOCALE = z.union([shapes.READING, shapes.READING_LIST]);

/** The shapes of answers by name: the very schemas that type what presents them. */
const ANSWERS = {
  Article: shapes.READING,
  ArticleOrEveryLocale: ARTICLE_OR_EVERY_LOCALE,
  Report: REPORT,
  ArticleInEveryLocale: shapes.READING_LIST,
  ArticleList: shapes.ARTICLE_LIST,
  ListedArticle: shapes.LISTED,
  Passage: shapes.PASSAGE,
  PassageList: PASSAGE_LIST,
  CitedPassage: CITED_PASSAGE,
  Change: CHANGE,
  ChangeList: CHANGE_LIST,
  Provenance: shapes.PROVENANCE,
  SearchResult: shapes.SEARCH_RESULT,
  SearchHit: shapes.SEARCH_HIT,
  Suggestions: shapes.SUGGESTIONS,
  SuggestedArticles: SUGGESTED_ARTICLES,
  Walk: WALK_DESCRIPTION,
  WalkState: WALK_STATE,
  WalkProblem: WALK_PROBLEM,
  TicketLink: ledger.TICKET_LINK,
  TicketLinkList: ledger.TICKET_LINK_LIST,
  AffectedTicketList: ledger.AFFECTED_LIST,
  Feedback: ledger.FEEDBACK,
  FeedbackList: ledger.FEEDBACK_LIST,
  FaultReport: ledger.REPORT_SAID,
  FaultReportList: ledger.REPORT_LIST,
  ReportedOutcome: ledger.REPORTED_OUTCOME,
  Usage: ledger.USAGE,
  PassageUse: ledger.PASSAGE_USE,
  ReportedCitations: ledger.REPORTED_CITATIONS,
  Webhook: ledger.WEBHOOK,
  NewWebhook: ledger.NEW_WEBHOOK,
  WebhookList: ledger.WEBHOOK_LIST,
  WebhookTest: ledger.WEBHOOK_TEST,
  Problem: shapes.PROBLEM,
} as const satisfies Shapes;

/** The shapes of requests by name: the very schemas that parse them. */
const REQUESTS = {
  SuggestionRequest: SUGGESTION_REQUEST,
  WalkRequest: WALK_REQUEST,
  WalkForm: WALK_FORM,
  LinkRequest: ledger.LINK_REQUEST,
  FeedbackRequest: ledger.FEEDBACK_REQUEST,
  FaultReportRequest: ledger.REPORT_REQUEST,
  FaultReportDecision: ledger.REPORT_DECISION,
  OutcomeRequest: ledger.OUTCOME_REQUEST,
  CitationRequest: ledger.CITATION_REQUEST,
  WebhookRequest: ledger.WEBHOOK_REQUEST,
} as const satisfies Shapes;

const MESSAGES: Shapes = Object.fromEntries(
  Object.entries(ledger.EVENT_DATA).map(([type, data]) => [
    messageName(type),
    z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data }),
  ]),
);

/** A shape of the contract. */
export type ComponentName = keyof typeof ANSWERS | keyof typeof REQUESTS;

/** A JSON Schema, dialect 2020-12. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Point at a shape. */
export function componentRef(name: ComponentName): JsonSchema {
  return { $ref: refTo(name) };
}

/** Write every shape as JSON Schema; one that holds another points at it. */
export function writeComponents(): Readonly<Record<string, JsonSchema>> {
  return {
    ...writeShapes({ ...ANSWERS, ...PARTS, ...MESSAGES }, 'output'),
    ...writeShapes(REQUESTS, 'input'),
  };
}

/** @param io - Schemas may change what they parse: `input` is what is sent to them. */
function writeShapes(shapes: Shapes, io: 'input' | 'output'): Readonly<Record<string, JsonSchema>> {
  const registry = z.registry<{ readonly id: string }>();
  for (const [id, schema] of Object.entries(shapes)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { ...CONVERSION, io, uri: refTo });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id')),
    ]),
  );
}

/** Every message that is sent to subscribers: its event, and where its shape is. */
export const EVENTS = Object.keys(ledger.EVENT_DATA).map((type) => ({
  type,
  id: `on${pascal(type)}`,
  schema: { $ref: refTo(messageName(type)) },
}));

/** Write what a query string or an address takes, parameter by parameter. */
export function writeParameters(
  shape: z.ZodObject,
): readonly { readonly name: string; readonly isRequired: boolean; readonly schema: JsonSchema }[] {
  const { properties = {}, required = [] } = z.toJSONSchema(shape, { ...CONVERSION, io: 'input' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    isRequired: required.includes(name),
    schema: typeof schema === 'boolean' ? {} : schema,
  }));
}

const CONVERSION = {
  unrepresentable: 'any',
  override: ({ zodSchema, jsonSchema }) => {
    const { def } = zodSchema._zod;
    // Members may be added later: only what is declared strict stays closed.
    if (def.type === 'object' && !('catchall' in def && def.catchall)) delete jsonSchema.additionalProperties;
    // No answer is both, and a generated client may rely on it.
    if (zodSchema === ARTICLE_OR_EVERY_LOCALE) {
      jsonSchema.oneOf = jsonSchema.anyOf ?? [];
      delete jsonSchema.anyOf;
    }
    // Generators for Java write no code that compiles for a choice of maps and lists: an object is a shape of its own.
    if (zodSchema === ANSWER) {
      jsonSchema.oneOf = [{ type: 'string' }, { type: 'number' }, { $ref: refTo('WalkAnswerMembers') }];
      delete jsonSchema.anyOf;
    }
    // Several ways to write one text are one text to a client.
    if (jsonSchema.anyOf?.every((one) => one.type === 'string' && one.enum === undefined) === true) {
      delete jsonSchema.anyOf;
      jsonSchema.type = 'string';
    }
    // The format says it already, and no reader is helped by four lines of expression.
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  },
} as const satisfies z.core.ToJSONSchemaParams;

function pascal(name: string): string {
  return name.replaceAll(/(?:^|\.)(\w)/g, (_found, letter: string) => letter.toUpperCase());
}

function messageName(event: string): string {
  return `${pascal(event)}Message`;
}

function refTo(name: string): string {
  return `#/components/schemas/${name}`;
}
