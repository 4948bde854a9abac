import type { JSX } from 'preact';
import type * as z from 'zod';
import type { WalkVoice } from './walk-texts.js';

/** The answer every question accepts. */
export const UNKNOWN = 'unknown';

/** A normalized answer as JSON: language-neutral, and itself a valid answer. */
export type AnswerValue = string | number | Readonly<Record<string, string | readonly string[]>>;

/** Answers by question, in the order they were asked. */
export type Answers = ReadonlyMap<string, AnswerValue>;

/**
 * Why an answer was rejected. Each fact set has texts for its reasons; `tooLarge` is always answered with 413.
 */
export interface AnswerError {
  /** RFC 6901 pointer within the answer: `/zone`; empty for the whole. */
  readonly pointer: string;
  readonly reason: string;
  /** For the placeholders of the reason's text. */
  readonly values: Readonly<Record<string, string | number>>;
}

export interface AnswerRefusal {
  readonly ok: false;
  readonly error: AnswerError;
}

/** What was parsed, such as `{ value }`, or why not. */
export type Parsed<Result> = ({ readonly ok: true } & Readonly<Result>) | AnswerRefusal;

export interface AnswerForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface FieldAid {
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
  readonly autofocus?: true;
}

export interface FieldProps {
  readonly voice: WalkVoice;
  /** Initial field values by name. */
  readonly values: ReadonlyMap<string, string>;
  /** Suggested answers; see {@link FactEvaluation.suggest}. */
  readonly suggestions: readonly AnswerValue[];
  /** Name of the button that submits one of them, or `unknown`. */
  readonly replyField: string;
  readonly limits: Input['limits'];
  /** ARIA attributes for a member of the answer (`/zone`), or for the whole. */
  readonly aid: (member?: string) => FieldAid;
}

/** An input type: a choice, or one brought by a fact set. */
export interface Input {
  readonly type: string;
  /** The options of a choice, each with its own edge; empty for other inputs, which have the edge `answered`. */
  readonly options: readonly string[];
  readonly limits: {
    readonly min?: number;
    readonly max?: number;
    readonly maxBytes?: number;
    readonly example?: string | number;
  };
  /** Default answer to offer. */
  readonly usual?: AnswerValue;
  /**
   * Validate and normalize an answer.
   *
   * @param raw - Untrusted: parsed JSON, or the result of {@link readForm} or {@link decode}.
   * @param now - Epoch milliseconds.
   */
  readonly parse: (raw: unknown, now: number) => Parsed<{ value: AnswerValue }>;
  readonly encode: (value: AnswerValue) => string;
  readonly decode: (text: string) => unknown;
  /** The answer in the reader's language; undefined to use the option's label. */
  readonly label: (value: AnswerValue, voice: WalkVoice) => string | undefined;
  readonly takesFile: boolean;
  /** Read the answer from a form, unchecked. */
  readonly readForm: (form: AnswerForm) => unknown;
  readonly toFields: (value: AnswerValue) => ReadonlyMap<string, string>;
  /** Its form fields; undefined for a choice, which the walk page renders as buttons. */
  readonly Fields: ((props: FieldProps) => JSX.Element) | undefined;
}

/** A line of the read-back; a plain sentence has no label. */
export interface ReadBackLine {
  readonly label: string | null;
  readonly text: string;
}

export interface FactPresentation {
  /** Known placeholder values, formatted for the reader's locale. */
  readonly values: ReadonlyMap<string, string>;
  /** The verdict in a sentence; its name is also a CSS class. */
  readonly verdict: { readonly name: string; readonly text: string } | undefined;
  /** What was understood from an answer, shown so that the reader can correct it. */
  readonly readBack:
    | { readonly question: string; readonly title: string; readonly lines: readonly ReadBackLine[] }
    | undefined;
  /** Extra members of the wire state, as declared by {@link FactSetModule.members}. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Details for the page, such as a chart. */
  readonly Details: (() => JSX.Element) | undefined;
  readonly markdown: readonly string[];
}

/** The evaluation of a set of answers. */
export interface FactEvaluation {
  /** Evaluate a fact; returns one of its results. */
  readonly conclude: (fact: string) => string;
  /** Questions whose answers were used even if never asked. */
  readonly used: ReadonlySet<string>;
  /** Names of the `assumption` and `warning` texts that apply. */
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  /** Suggested answers for a question; the first one prefills its form. */
  readonly suggest: (question: string) => readonly AnswerValue[];
  readonly present: (voice: WalkVoice) => FactPresentation;
}

/** Pure functions over the answers of a walk. */
export interface FactSet {
  readonly name: string;
  /** All facts and their possible results. */
  readonly results: ReadonlyMap<string, readonly string[]>;
  /** Questions it reads, with their required input types. */
  readonly questions: ReadonlyMap<string, string>;
  /** Sentences a walk must provide in each language: `verdict.same`. */
  readonly sentences: readonly string[];
  /** Placeholders it fills in the walk's texts. */
  readonly placeholders: readonly string[];
  readonly reasons: (language: string) => Readonly<Record<string, string>>;
  /**
   * @param answers - All answers, in any order.
   * @param now - Epoch milliseconds.
   */
  readonly evaluate: (answers: Answers, now: number) => FactEvaluation;
}

/** A fact set module, registered in `facts/index.ts`. */
export interface FactSetModule {
  readonly name: string;
  /** Schema of `bounds` in a walk file, transformed into the fact set. */
  readonly facts: z.ZodType<FactSet>;
  /** Schemas of its input types, transformed into inputs. */
  readonly inputs: Readonly<Record<string, z.ZodType<Input>>>;
  /** Members it adds to the wire state; null in other walks. */
  readonly members: Readonly<Record<string, z.ZodType>>;
  /** Extract answers from the free text of a ticket, by question. */
  readonly readText: (text: string, now: number) => Readonly<Record<string, AnswerValue>>;
  /** Members that its answers may have, where an answer is an object. */
  readonly answerMembers: Readonly<Record<string, z.ZodType>>;
  /** Questions that accept a file upload. */
  readonly uploads: readonly string[];
}

/** An answer as text: itself, or its JSON. */
export function answerText(value: AnswerValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Longest echoed part of an answer. */
const MAX_SHOWN = 60;

/** Truncate input for echoing. */
export function shown(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** Reject an answer, or a member of it. */
export function refuse(reason: string, values: AnswerError['values'] = {}, pointer = ''): AnswerRefusal {
  return { ok: false, error: { pointer, reason, values } };
}

/** An evaluation that only decides edges. */
export function evaluateOnly(conclude: (fact: string) => string): FactEvaluation {
  return {
    conclude,
    used: new Set(),
    assumptions: [],
    warnings: [],
    suggest: () => [],
    present: () => ({
      values: new Map(),
      verdict: undefined,
      readBack: undefined,
      members: {},
      Details: undefined,
      markdown: [],
    }),
  };
}

export const NO_FACTS: FactSet = {
  name: 'none',
  results: new Map(),
  questions: new Map(),
  sentences: [],
  placeholders: [],
  reasons: () => ({}),
  evaluate: () =>
    evaluateOnly((fact) => {
      throw new Error(`no fact ${fact}: a checked walk asks only for those there are`);
    }),
};
