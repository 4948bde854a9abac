import { absolute, permalinkPath } from '../../http/response/addresses.js';
import { articleDescription } from './article-description.js';
import { canonicalArticlePath } from './article-languages.js';
import type { ArticleView } from './article-page-data.js';
import type { JsonValue } from '../layout/json-ld.js';

/**
 * An article's facts in the words of schema.org: a `TechArticle`, and a `HowTo` with one `HowToStep` for each step.
 *
 * @see https://schema.org/TechArticle
 */
export function articleJsonLd({ page: { site }, reading }: ArticleView): JsonValue {
  const { article, translation, served } = reading;
  const url = absolute(site, canonicalArticlePath(reading, site));
  const techArticle: JsonValue = {
    '@type': 'TechArticle',
    '@id': url,
    url,
    headline: translation.title,
    description: articleDescription(translation),
    inLanguage: served,
    identifier: article.number,
    sameAs: absolute(site, permalinkPath(article.number)),
    version: translation.version,
    dateCreated: translation.createdAt,
    datePublished: translation.publishedAt,
    keywords: translation.keywords.length === 0 ? undefined : translation.keywords.join(', '),
    about: article.facts.products.map((name) => ({ '@type': 'Thing', name })),
    isPartOf: { '@type': 'WebSite', name: site.name, url: absolute(site, '/') },
  };
  if (translation.steps.length === 0) return { '@context': 'https://schema.org', ...techArticle };
  const howTo: JsonValue = {
    '@type': 'HowTo',
    '@id': `${url}#howto`,
    name: translation.title,
    inLanguage: served,
    step: translation.steps.map((step) => ({
      '@type': 'HowToStep',
      position: step.number,
      url: `${url}#${step.anchor}`,
      text: step.text,
    })),
  };
  return { '@context': 'https://schema.org', '@graph': [techArticle, howTo] };
}
