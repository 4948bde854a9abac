/** Faults a log can show: the article's own, related ones with their own articles, or unknown. */
export const FAULTS = [
  'logon',
  'deadlock',
  'registrationToken',
  'bigintRange',
  'connectionRefused',
  'credentials',
  'sessionExpired',
  'unstated',
] as const;

export type Fault = (typeof FAULTS)[number];

/** Confidence in the fault; `stated` when only a time was given. */
export const CONFIDENCES = ['certain', 'probable', 'stated'] as const;

export type Confidence = (typeof CONFIDENCES)[number];

export interface Signature {
  readonly fault: Fault;
  readonly confidence: Confidence;
}

/** Patterns of related faults, folded; see {@link foldText}. */
const NEIGHBOURS: readonly (readonly [Fault, RegExp])[] = [
  ['deadlock', /pgs-220000[^]{0,300}deadlock|deadlock detected/],
  ['registrationToken', /registrationtoken/],
  ['bigintRange', /bigint[^]{0,40}out of range|out of range[^]{0,40}bigint/],
  ['connectionRefused', /xsv-350014/],
  ['credentials', /xsv-350012/],
  ['sessionExpired', /xsv-350008/],
];

const SERVICE = 'xtk\\s{0,4}:\\s{0,4}sess';
const METHOD = 'logon';
const CERTAIN = new RegExp(`${METHOD}[^]{0,120}${SERVICE}|${SERVICE}[^]{0,120}${METHOD}`);

/** The message as translated in articles, including translated names. */
const TRANSLATED: readonly RegExp[] = [
  /empty return[^]{0,20}method/,
  /leere ruckgabe[^]{0,10}methode/,
  /leerer? ruckgabe(?:wert|fehler)[^]{0,40}(?:logon|anmelden)/,
  /restitu(?:zione|ito) vuot[oa][^]{0,20}metodo/,
  /retorno vazio[^]{0,20}metodo/,
  /retour vide[^]{0,20}methode/,
  /(?:valor devuelto vacio|retorno vacio|devolucion vacia)[^]{0,20}metodo/,
  /(?:anmelden|accesso|anmeldung|connexion|inicio de sesion)[^]{0,60}xtk\s{0,4}:\s{0,4}(?:sess|sitzung|sesion)/,
];

const MARKS = /\p{M}+/gu;
const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * Normalize text for matching: lower case, no diacritics, no full-width forms.
 *
 * @param text - A thousand characters at most; longer would make matching slow.
 */
export function foldText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  // Marks are removed first, since normalization is quadratic on long runs of them.
  return text.replace(MARKS, '').normalize('NFKD').replace(MARKS, '').toLowerCase();
}

/**
 * Recognise the fault a piece of log shows.
 *
 * @param folded - What {@link foldText} gave.
 * @returns Undefined when none is recognized.
 */
export function findSignature(folded: string): Signature | undefined {
  const neighbour = NEIGHBOURS.find(([, pattern]) => pattern.test(folded));
  if (neighbour !== undefined) return { fault: neighbour[0], confidence: 'certain' };
  if (CERTAIN.test(folded)) return { fault: 'logon', confidence: 'certain' };
  const isTranslated = TRANSLATED.some((pattern) => pattern.test(folded));
  return isTranslated ? { fault: 'logon', confidence: 'probable' } : undefined;
}

const RESTART = /\b(?:web server start|web server stopped|tomcat started|server started|stop requested)\b/;

/** True when a piece of server log shows that the server stops or starts. */
export function showsRestart(folded: string): boolean {
  return RESTART.test(folded);
}

const ERROR = /\b(?:error|erreur|fehler|errore|erro)\b|\b(?!sop-)[a-z]{3}-\d{6}\b/;

/** True when a log record is an error, known or not. */
export function showsError(folded: string): boolean {
  return ERROR.test(folded);
}
