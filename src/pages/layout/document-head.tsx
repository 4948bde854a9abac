import type { ComponentChildren, JSX } from 'preact';
import { absolute, assetPath, bundlePath, feedPath, openSearchPath } from '../../http/response/addresses.js';
import { openGraphLocale } from '../../locale/tag.js';
import { CARD_SIZE } from '../../social-card/card.js';
import type { LanguageLink } from './languages.js';
import type { PageContext } from './page.js';

/** Metadata of a page. */
export interface HeadData {
  /** Without the site's name. */
  readonly title: string;
  readonly description?: string | undefined;
  /** Canonical path. */
  readonly canonical?: string | undefined;
  /** `hreflang` alternates where the content really exists, which may differ from the language switch. */
  readonly alternates?: readonly LanguageLink[] | undefined;
  /** Path that negotiates the language. */
  readonly anyLanguage?: string | undefined;
  /** Path of a 1200 × 630 picture, and its text. */
  readonly picture?: { readonly href: string; readonly alt: string } | undefined;
  /** Open Graph type; `website` by default. */
  readonly type?: 'article';
  /** Whether search engines list the page; false by default. */
  readonly isIndexed?: boolean | undefined;
  /** Additional style sheets in `public/`, without extension. */
  readonly styles?: readonly string[] | undefined;
  /** Additional module scripts in `public/`, without extension. */
  readonly scripts?: readonly string[] | undefined;
  /** Further elements: other formats, JSON-LD. */
  readonly more?: ComponentChildren;
}

/** On every page, in this order. */
const STYLES = ['tokens', 'base', 'chrome', 'search-box', 'print'] as const;
const SCRIPTS = ['menu', 'suggest'] as const;

interface DocumentHeadProps {
  readonly page: PageContext;
  readonly head: HeadData;
}

/** The `<head>` of every page. */
export function DocumentHead({ page, head }: DocumentHeadProps): JSX.Element {
  const { site, locale, t } = page;
  const title = head.title === site.name ? site.name : `${head.title} · ${site.name}`;
  const panel = site.panel === undefined ? [] : ['panel'];
  const canonical = head.canonical === undefined ? undefined : absolute(site, head.canonical);
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#f6f5f1" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#111817" media="(prefers-color-scheme: dark)" />
      {/* Not a module: a module would run after the first paint and let the other theme flash up. */}
      <script src={assetPath(site, 'theme.js')} />
      {[[...STYLES, ...panel], head.styles ?? []].map(
        (names) => names.length > 0 && <link rel="stylesheet" href={bundlePath(site, names, 'css')} />,
      )}
      {[[...SCRIPTS, ...panel], head.scripts ?? []].map(
        (names) => names.length > 0 && <script type="module" src={bundlePath(site, names, 'js')} />,
      )}
      <link rel="icon" type="image/svg+xml" href={assetPath(site, 'favicon.svg')} />
      {head.description !== undefined && <meta name="description" content={head.description} />}
      {(head.isIndexed !== true || site.panel !== undefined) && <meta name="robots" content="noindex" />}
      {canonical !== undefined && <link rel="canonical" href={canonical} />}
      {(head.alternates ?? []).map((link) => (
        <link rel="alternate" hreflang={link.locale} href={absolute(site, link.href)} />
      ))}
      {head.anyLanguage !== undefined && (
        <link rel="alternate" hreflang="x-default" href={absolute(site, head.anyLanguage)} />
      )}
      <link
        rel="alternate"
        type="application/atom+xml"
        title={`${site.name}: ${t('home.newest')}`}
        href={feedPath(locale)}
      />
      <link
        rel="search"
        type="application/opensearchdescription+xml"
        title={site.name}
        href={openSearchPath(locale)}
      />
      <meta property="og:site_name" content={site.name} />
      <meta property="og:type" content={head.type ?? 'website'} />
      <meta property="og:title" content={head.title} />
      <meta property="og:locale" content={openGraphLocale(locale)} />
      {(head.alternates ?? [])
        .filter((link) => link.locale !== locale)
        .map((link) => (
          <meta property="og:locale:alternate" content={openGraphLocale(link.locale)} />
        ))}
      {head.description !== undefined && <meta property="og:description" content={head.description} />}
      {canonical !== undefined && <meta property="og:url" content={canonical} />}
      {/* X and others use Open Graph, except for the card type. */}
      {head.picture !== undefined && (
        <>
          <meta property="og:image" content={absolute(site, head.picture.href)} />
          <meta property="og:image:type" content="image/png" />
          <meta property="og:image:width" content={String(CARD_SIZE.width)} />
          <meta property="og:image:height" content={String(CARD_SIZE.height)} />
          <meta property="og:image:alt" content={head.picture.alt} />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      )}
      {head.more}
    </head>
  );
}

/** Any JSON value; undefined members are omitted. */
export type JsonValue =
  string | number | boolean | undefined | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * Serialize JSON safely for a `<script>` element.
 *
 * @see https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
function scriptSafeJson(value: JsonValue): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** JSON-LD; data, so that no CSP rule is needed. */
export function JsonLd({ value }: { readonly value: JsonValue }): JSX.Element {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptSafeJson(value) }} />;
}
