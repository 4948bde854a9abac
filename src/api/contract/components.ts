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

/** Nested schemas with names, so that generated clients get meaningful class names. */
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

/** Response schemas by name: the ones that type the presenters. */
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
  FaultReport: ledger.FAULT_REPORT,
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

/** Request schemas by name: the ones that parse requests. */
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

/** Name of a schema component. */
export type ComponentName = keyof typeof ANSWERS | keyof typeof REQUESTS;

/** A JSON Schema, dialect 2020-12. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A `$ref` to a component. */
export function componentRef(name: ComponentName): JsonSchema {
  return { $ref: refTo(name) };
}

/** Write all components as JSON Schema, with references between them. */
export function writeComponents(): Readonly<Record<string, JsonSchema>> {
  return {
    ...writeShapes({ ...ANSWERS, ...PARTS, ...MESSAGES }, 'output'),
    ...writeShapes(REQUESTS, 'input'),
  };
}

/** @param io - `input` for what clients send, since schemas may transform. */
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

/** All webhook messages: event and schema. */
export const EVENTS = Object.keys(ledger.EVENT_DATA).map((type) => ({
  type,
  id: `on${pascal(type)}`,
  schema: { $ref: refTo(messageName(type)) },
}));

/** Write the parameters of a query string or path. */
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
    // Members may be added later, so only strict objects are closed.
    if (def.type === 'object' && !('catchall' in def && def.catchall)) delete jsonSchema.additionalProperties;
    // No response matches both.
    if (zodSchema === ARTICLE_OR_EVERY_LOCALE) {
      jsonSchema.oneOf = jsonSchema.anyOf ?? [];
      delete jsonSchema.anyOf;
    }
    // Java generators produce code that does not compile for a union of maps and lists, so an object has its own schema.
    if (zodSchema === ANSWER) {
      jsonSchema.oneOf = [{ type: 'string' }, { type: 'number' }, { $ref: refTo('WalkAnswerMembers') }];
      delete jsonSchema.anyOf;
    }
    // A union of string formats is a string to a client.
    if (jsonSchema.anyOf?.every((one) => one.type === 'string' && one.enum === undefined) === true) {
      delete jsonSchema.anyOf;
      jsonSchema.type = 'string';
    }
    // The format already says it.
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
