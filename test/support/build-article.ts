import type { Article, Step, Translation } from '../../src/article/article.js';
import { compareWithSource, type Reading } from '../../src/article/reading.js';

/** Steps with the given texts, numbered from 1. */
export function buildSteps(...texts: string[]): Step[] {
  return texts.map((text, i) => ({ number: i + 1, text, html: `<p>${text}</p>`, anchor: `step-${i + 1}` }));
}

/** A small translation; every property can be overridden. */
export function buildTranslation(given: Partial<Translation> = {}): Translation {
  const steps = given.steps ?? buildSteps('Open the log.', 'Move the start.');
  return {
    number: 'KA-90001',
    locale: 'de',
    title: 'Die Lampe blinkt',
    heading: 'Die Lampe blinkt',
    description: undefined,
    version: 3,
    createdAt: '2022-08-19T06:54:15Z',
    publishedAt: '2022-08-19T07:40:10Z',
    origin: { kind: 'machine', humanDegree: 0.01 },
    keywords: ['lampe'],
    stepCount: steps.length,
    steps,
    sections: [
      {
        name: 'issue',
        anchor: 'issue',
        blocks: [{ kind: 'html', html: '<p>Sie blinkt.</p>' }],
        text: 'Sie blinkt.',
      },
      {
        name: 'resolution',
        anchor: 'resolution',
        blocks: [{ kind: 'steps', first: 1, count: steps.length, start: 1 }],
        text: steps.map((step) => step.text).join('\n'),
      },
    ],
    articleLinks: [],
    ...given,
  };
}

/** The article with these translations. */
export function buildArticle(translations: readonly Translation[], given: Partial<Article> = {}): Article {
  return {
    number: translations[0]?.number ?? 'KA-90001',
    facts: { products: ['Lantern'], appliesTo: ['Lantern'], isBug: false, isHidden: false },
    updatedAt: '2022-08-19T07:40:10Z',
    translations,
    ...given,
  };
}

/** A reading of the first translation. */
export function buildReading(
  translations: readonly Translation[] = [buildTranslation()],
  given: Partial<Reading> = {},
): Reading {
  const [translation = buildTranslation()] = translations;
  return {
    article: buildArticle(translations),
    translation,
    requested: translation.locale,
    served: translation.locale,
    isFallback: false,
    provenance: compareWithSource(
      translation,
      translations.find((other) => other.locale === 'en'),
    ),
    ...given,
  };
}
