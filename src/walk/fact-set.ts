import type { JSX } from 'preact';
import type * as z from 'zod';
import type { WalkVoice } from './walk-texts.js';

/** The answer every question takes. */
export const UNKNOWN = 'unknown';

/** A checked answer as JSON: normalized, language-neutral, and accepted again as an answer. */
export type AnswerValue = string | number | Readonly<Record<string, string | readonly string[]>>;

/** Answers by question, in the order they were asked. */
export type Answers = ReadonlyMap<string, AnswerValue>;

/**
 * Why an answer was refused. Each fact set has words for its own reasons; `tooLarge` is answered with 413 whoever gives it.
 */
export interface AnswerError {
  /** RFC 6901 pointer from the answer on: `/zone`; empty for the whole. */
  readonly pointer: string;
  readonly reason: string;
  /** For the placeholders of the reason's text. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** A checked answer, or why it was refused. */
export type AnswerParse =
  { readonly ok: true; readonly value: AnswerValue } | { readonly ok: false; readonly error: AnswerError };

/** A form's fields as sent. */
export interface AnswerForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Attributes that tie a form field to its help and its error. */
export interface FieldAid {
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
  readonly autofocus?: true;
}

/** What the fields of a question are rendered from. */
export interface FieldProps {
  readonly voice: WalkVoice;
  /** Field values to begin with, by field name. */
  readonly values: ReadonlyMap<string, string>;
  /** Answers to offer besides; see {@link FactEvaluation.suggest}. */
  readonly suggestions: readonly AnswerValue[];
  /** Name of a button that sends one of them, or `unknown`, instead of the fields. */
  readonly replyField: string;
  readonly limits: Input['limits'];
  /** Attributes of the field for a member of the answer (`/zone`); of the whole answer when left out. */
  readonly aid: (member?: string) => FieldAid;
}

/** What a question takes, and how it is shown: a choice, or an input of a fact set. */
export interface Input {
  readonly type: string;
  /** The values of a choice, each of which leads on by itself; empty for other inputs, where any answer leads to `answered`. */
  readonly options: readonly string[];
  readonly limits: {
    readonly min?: number;
    readonly max?: number;
    readonly maxBytes?: number;
    readonly example?: string | number;
  };
  /** The answer to offer whatever else is known. */
  readonly usual?: AnswerValue;
  /**
   * Check an answer and bring it into its normal form.
   *
   * @param raw - As sent: parsed JSON, what {@link readForm} gave, or what {@link decode} read.
   * @param now - Epoch milliseconds.
   */
  readonly parse: (raw: unknown, now: number) => AnswerParse;
  /** Write an answer for a query string, and read it back. */
  readonly encode: (value: AnswerValue) => string;
  readonly decode: (text: string) => unknown;
  /** An answer in the reader's words; `undefined`: as the walk's texts label the option. */
  readonly label: (value: AnswerValue, voice: WalkVoice) => string | undefined;
  /** True when its form may carry a file. */
  readonly takesFile: boolean;
  /** The answer that a form holds, not yet checked. */
  readonly readForm: (form: AnswerForm) => unknown;
  /** Field values that show an answer. */
  readonly toFields: (value: AnswerValue) => ReadonlyMap<string, string>;
  /** Its form fields; undefined for a choice, whose options are the walk page's own buttons. */
  readonly Fields: ((props: FieldProps) => JSX.Element) | undefined;
}

/** A line of what was read from an answer; a sentence has no label. */
export interface ReadBackLine {
  readonly label: string | null;
  readonly text: string;
}

/** What an evaluation says in one language. */
export interface FactPresentation {
  /** Values of the placeholders in the walk's texts, as the reader's locale writes them; only what is known. */
  readonly values: ReadonlyMap<string, string>;
  /** What was found, in a sentence; its name is a style of the page too. */
  readonly verdict: { readonly name: string; readonly text: string } | undefined;
  /** What was read from an answer, shown back so that the reader can correct it. */
  readonly readBack:
    | { readonly question: string; readonly title: string; readonly lines: readonly ReadBackLine[] }
    | undefined;
  /** The fact set's own members of a walk's state on the wire, by its {@link FactSetModule.members}. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Details for the page, such as a drawing. */
  readonly Details: (() => JSX.Element) | undefined;
  /** Details as Markdown, a paragraph each. */
  readonly markdown: readonly string[];
}

/** What one set of answers shows. */
export interface FactEvaluation {
  /** Conclude a fact by name; always one of its results. */
  readonly conclude: (fact: string) => string;
  /** Questions whose answers mattered though they may never be asked. */
  readonly used: ReadonlySet<string>;
  /** What was taken for granted, and what to mind: names of the walk's `assumption` and `warning` texts. */
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  /** Answers to offer for a question before it is answered; the first is what its form begins with. */
  readonly suggest: (question: string) => readonly AnswerValue[];
  readonly present: (voice: WalkVoice) => FactPresentation;
}

/** Pure functions over the answers of a walk. */
export interface FactSet {
  readonly name: string;
  /** Every fact and all its results. */
  readonly results: ReadonlyMap<string, readonly string[]>;
  /** Questions it reads, which a walk that uses it must ask with this type of input. */
  readonly questions: ReadonlyMap<string, string>;
  /** Names of sentences a walk that uses it must have in each language: `verdict.same`. */
  readonly sentences: readonly string[];
  /** Placeholders it fills in the walk's texts. */
  readonly placeholders: readonly string[];
  /** Texts of its own reasons to refuse an answer. */
  readonly reasons: (language: string) => Readonly<Record<string, string>>;
  /**
   * @param answers - All that was answered, in any order.
   * @param now - Epoch milliseconds.
   */
  readonly evaluate: (answers: Answers, now: number) => FactEvaluation;
}

/** What a folder of `facts/` exports and `facts/index.ts` registers. */
export interface FactSetModule {
  readonly name: string;
  /** `bounds` of a walk file that names the set, checked and made into the set. */
  readonly facts: z.ZodType<FactSet>;
  /** By type: `input` of a question, checked and made into the input. */
  readonly inputs: Readonly<Record<string, z.ZodType<Input>>>;
  /** Members it adds to a walk's state on the wire; null in walks that do not use it. */
  readonly members: Readonly<Record<string, z.ZodType>>;
  /** Answers that the free text of a ticket holds, by question; none where it is about something else. */
  readonly readText: (text: string, now: number) => Readonly<Record<string, AnswerValue>>;
  /** Members that its answers may have, where an answer is an object. */
  readonly answerMembers: Readonly<Record<string, z.ZodType>>;
  /** Questions whose answer a client may send as a file. */
  readonly uploads: readonly string[];
}

/** An answer as text: itself, or its JSON. */
export function answerText(value: AnswerValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Longest piece of an answer that is said back. */
const MAX_SHOWN = 60;

/** What was sent, short enough to be said back. */
export function shown(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** Refuse an answer, or a member of it. */
export function refuse(
  reason: string,
  values: AnswerError['values'] = {},
  pointer = '',
): { readonly ok: false; readonly error: AnswerError } {
  return { ok: false, error: { pointer, reason, values } };
}

const NOTHING_FOUND: FactPresentation = {
  values: new Map(),
  verdict: undefined,
  readBack: undefined,
  members: {},
  Details: undefined,
  markdown: [],
};

/** An evaluation that only decides the way. */
export function evaluateOnly(conclude: (fact: string) => string): FactEvaluation {
  return {
    conclude,
    used: new Set(),
    assumptions: [],
    warnings: [],
    suggest: () => [],
    present: () => NOTHING_FOUND,
  };
}

/** For a walk that asks and never concludes. */
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
