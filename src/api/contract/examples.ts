import type { CHANGE } from '../../presenters/passage-schemas.js';
import type {
  ARTICLE_LIST,
  PASSAGE,
  READING,
  SEARCH_RESULT,
  SUGGESTIONS,
  Wire,
} from '../../presenters/schemas.js';
import type { WALK_REQUEST } from '../../presenters/walk-schemas.js';

/** Examples of the contract; a test checks each against its schema. */

const NUMBER = 'KA-05406';
const SITE = 'https://help.example';
const TITLE = 'Leerer Rückgabefehler für "Anmelden"von "xtk:session"für Message Center';

const PROVENANCE = {
  state: 'no-source',
  kind: 'machine',
  humanDegree: 0.01,
  version: 3,
  sourceLocale: null,
  sourceVersion: null,
  outdated: null,
  missingSteps: [],
  risk: 'not-judged',
} as const satisfies Wire<typeof READING>['provenance'];

const ENVELOPE = {
  number: NUMBER,
  requested: 'de-AT',
  served: 'de',
  isFallback: false,
  title: TITLE,
  description: null,
  products: ['Campaign', 'Campaign Classic v7'],
  isBug: false,
  version: 3,
  createdAt: '2022-08-19T06:54:15Z',
  publishedAt: '2022-08-19T07:40:10Z',
  provenance: PROVENANCE,
} as const;

/** `GET /articles/KA-05406?locale=de-AT&include=text`, shortened. */
export const EXAMPLE_ARTICLE = {
  ...ENVELOPE,
  appliesTo: ['Campaign Classic', 'Campaign Classic v7'],
  keywords: ['Adobe Campaign Classic', 'Empty', 'Logon'],
  isHidden: false,
  sections: [
    { name: 'environment', title: 'Umgebung', anchor: 'environment', text: 'Adobe Campaign Classic' },
  ],
  steps: [{ number: 1, text: 'Prüfen Sie das Protokoll.', anchor: 'step-1', edit: null }],
  walk: { kind: 'guided', href: `${SITE}/api/v1/articles/${NUMBER}/walk` },
  locales: [
    { locale: 'de', title: TITLE, href: `${SITE}/de/articles/${NUMBER}`, state: 'no-source', outdated: null },
  ],
  edit: null,
  links: {
    self: `${SITE}/api/v1/articles/${NUMBER}?locale=de`,
    html: `${SITE}/de/articles/${NUMBER}`,
    markdown: `${SITE}/de/articles/${NUMBER}.md`,
    permalink: `${SITE}/${NUMBER}`,
  },
} as const satisfies Wire<typeof READING>;

/** The same as a list item. */
export const EXAMPLE_LISTED = {
  ...ENVELOPE,
  updatedAt: '2022-08-19T07:40:10Z',
  stepCount: 3,
  locales: ['de', 'it', 'pt'],
  links: {
    self: `${SITE}/api/v1/articles/${NUMBER}`,
    html: `${SITE}/de/articles/${NUMBER}`,
    permalink: `${SITE}/${NUMBER}`,
  },
} as const satisfies Wire<typeof ARTICLE_LIST>['items'][number];

/** `GET /search?q=xtk:session logon&locale=de`. */
export const EXAMPLE_SEARCH = {
  items: [
    {
      number: NUMBER,
      title: TITLE,
      titleHighlights: [{ start: 41, end: 52 }],
      href: `${SITE}/de/articles/${NUMBER}`,
      matchedLocale: 'de',
      servedLocale: 'de',
      isFallback: false,
      snippet: 'Leere Rückgabe für Methode "Logon" des Diensts "xtk:session"',
      publishedAt: '2022-08-19T07:40:10Z',
      snippetLocale: 'de',
      highlights: [{ start: 28, end: 33 }],
      products: ['Campaign'],
      similar: [],
      isBug: false,
      provenance: PROVENANCE,
      score: 0.91,
    },
  ],
  total: 1,
  isTotalCapped: false,
  facets: { products: [{ value: 'Campaign', count: 1 }], locales: [{ value: 'de', count: 1 }] },
  suggestion: null,
  isSuggestionUsed: false,
  direct: null,
  nearestProducts: [],
  degraded: false,
  next: null,
} as const satisfies Wire<typeof SEARCH_RESULT>;

/** `GET /suggest?q=KA-05&locale=de`. */
export const EXAMPLE_SUGGESTIONS = {
  items: [{ number: NUMBER, title: TITLE, locale: 'de', href: `${SITE}/de/articles/${NUMBER}` }],
} as const satisfies Wire<typeof SUGGESTIONS>;

/** Answers to the walk of KA-05406. */
export const EXAMPLE_WALK_REQUEST = {
  locale: 'de',
  answers: { zone: 'Europe/Berlin', restart: { time: '06:00', zone: 'Europe/Berlin', kind: 'daily' } },
} as const satisfies Wire<typeof WALK_REQUEST>;

/** A change of the article. */
export const EXAMPLE_CHANGE = {
  sequence: 812,
  number: NUMBER,
  locale: 'de',
  change: 'updated',
  version: 3,
  hash: 'c1-Zm9vYmFyYmF6cXV4cXV1eA',
  changedAt: '2024-06-26T10:15:00.000Z',
  links: {
    api: `${SITE}/api/v1/articles/${NUMBER}?locale=de`,
    html: `${SITE}/de/articles/${NUMBER}`,
  },
} as const satisfies Wire<typeof CHANGE>;

/** A step of the article. */
export const EXAMPLE_PASSAGE = {
  id: `${NUMBER}/de#step-1`,
  hash: 'p1-Zm9vYmFyYmF6cXV4cXV1eA',
  number: NUMBER,
  locale: 'de',
  version: 3,
  section: 'resolution',
  path: ['Lösung'],
  step: 1,
  text: 'Prüfen Sie das Protokoll.',
  markdown: 'Prüfen Sie das Protokoll.',
  href: `${SITE}/de/articles/${NUMBER}#step-1`,
  provenance: PROVENANCE,
  grounding: { verdict: 'no', reasons: ['machine-translated', 'no-source'] },
  keep: [],
  source: null,
} as const satisfies Wire<typeof PASSAGE>;
