import type { JSX } from 'preact';
import { alignTranslations } from '../../article/align-translations.js';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import { resolveReading } from '../../http/request/article-parameter.js';
import { unknownValue } from '../../http/request/parse-query.js';
import { absolute, articlePath, besidePath, permalinkPath } from '../../http/response/addresses.js';
import { canonicalTag, matchSiteLocale } from '../../locale/tag.js';
import { provenanceWords } from '../../presenters/provenance.js';
import { articleLanguages } from '../article/article-metadata.js';
import { Select } from '../layout/field.js';
import { Icon } from '../layout/icon.js';
import { languageLinks } from '../layout/languages.js';
import { Layout } from '../layout/layout.js';
import { type PageRequest, renderDocument, sendPage } from '../layout/page.js';
import { BesideCell, BesideSection, FindingList, type SideProps } from './beside-section.js';
import { BesideSide, type BesideView, type SideName } from './beside-view.js';

/** Parameters of the side-by-side page. */
export interface BesideQuery {
  readonly beside: string;
  readonly isChecked: boolean;
}

/**
 * `/:locale/articles/:number?beside=it`: the article in two locales; `&faults=1` with what the checker finds.
 *
 * @param reading - In the locale of the address.
 * @throws Problem `unknown-value` (400), which names the site's locales, for an unknown language.
 */
export async function serveBeside(
  request: PageRequest,
  reading: Reading,
  { beside, isChecked }: BesideQuery,
): Promise<void> {
  const { res, deps, locale, page } = request;
  const { number } = reading.article;
  const { site } = page;
  const tag = canonicalTag(beside);
  const other = tag === undefined ? undefined : matchSiteLocale(tag, site.locales);
  if (other === undefined) throw unknownValue('beside', beside, site.locales);
  const otherReading = resolveReading(deps.library, number, other);
  const sections = alignTranslations(reading.translation, otherReading.translation);
  const sideOf = async (name: SideName, side: Reading, asked: LocaleTag): Promise<BesideSide> => {
    const findings = isChecked ? await deps.findings(number, side.served) : undefined;
    return new BesideSide(name, side, asked, findings, sections, page);
  };
  const left = await sideOf('left', reading, locale);
  const right = await sideOf('right', otherReading, other);
  // Findings are computed from the current files, so they are not cached.
  if (isChecked) res.set('Cache-Control', 'private, no-store');
  sendPage(request, renderBesidePage({ page, left, right, sections, isChecked }));
}

/** Form to choose the languages and whether to show findings. */
function BesideForm({ view }: { readonly view: BesideView }): JSX.Element {
  const { page, left, right, isChecked } = view;
  const { t, site } = page;
  const { article } = left.reading;
  const there = articleLanguages(article, site).map(({ locale }) => locale);
  const offered = [...new Set([...there.filter((locale) => locale !== left.locale), right.locale])];
  return (
    <form class="beside-form" action={articlePath(left.locale, article.number)} method="get">
      <Select
        id="beside-language"
        name="beside"
        label={t('beside.choose')}
        options={offered.map((tag) => ({ value: tag, text: page.nativeName(tag), lang: tag }))}
        chosen={right.locale}
      />
      <p class="beside-check">
        <input id="beside-faults" type="checkbox" name="faults" value="1" checked={isChecked} />{' '}
        <label for="beside-faults">{t('beside.showFaults')}</label>
      </p>
      <button class="button" type="submit">
        {t('beside.show')}
      </button>
      <p class="link-row">
        <a href={besidePath(right.locale, article.number, left.locale, isChecked)} hreflang={right.locale}>
          {t('beside.swap')}
        </a>
      </p>
    </form>
  );
}

/** Render two translations of an article side by side. */
function renderBesidePage(view: BesideView): string {
  const { page, left, right, isChecked } = view;
  const { number } = left.reading.article;
  const title = page.t('beside.title', { first: left.languageName, second: right.languageName });
  const languages = languageLinks(
    page.site.locales.filter((locale) => locale !== right.locale),
    (locale) => besidePath(locale, number, right.locale, isChecked),
  );
  return renderDocument(
    <Layout
      page={page}
      title={`${title}: ${left.reading.translation.title} (${number})`}
      canonical={articlePath(page.locale, number)}
      styles={['article', 'list', 'notices', 'prose', 'steps', 'beside']}
      scripts={['copy']}
      languages={languages}
      kind="beside"
    >
      <article
        class="beside-frame"
        data-permalink={absolute(page.site, permalinkPath(number))}
        data-copied={page.t('copy.copied')}
        data-copy-failed={page.t('copy.failed')}
      >
        <header class="beside-header">
          <p class="article-number">
            <span class="number">{number}</span> <span>{title}</span>
          </p>
          <BesideForm view={view} />
          <p class="copy-status visually-hidden" role="status" data-copy-status />
          {left.reading.served === right.reading.served && <p class="notice">{page.t('beside.same')}</p>}
        </header>
        <div class="beside-row beside-heads">
          <BesideHead view={view} side={left} />
          <BesideHead view={view} side={right} />
        </div>
        {view.sections.map((section) => (
          <BesideSection view={view} section={section} />
        ))}
      </article>
    </Layout>,
  );
}

/** Title, provenance and general findings of one side. */
function BesideHead({ view, side }: SideProps): JSX.Element {
  const { page } = view;
  const { t, format } = page;
  const { translation, isFallback, provenance } = side.reading;
  return (
    <BesideCell side={side}>
      <p class="beside-language" {...side.pageLang}>
        {side.languageName}
      </p>
      {side.name === 'left' ? <h1>{translation.title}</h1> : <p class="beside-h1">{translation.title}</p>}
      <div {...side.pageLang}>
        {isFallback && (
          <p class="notice notice-fallback">
            {t('notice.fallbackTitle', { language: format.languageName(side.locale) })}
          </p>
        )}
        <p class="beside-trust">{provenanceWords(provenance, t, format).join(' · ')}</p>
        <p class="beside-tools">
          <a href={articlePath(side.locale, side.reading.article.number)} hreflang={side.locale}>
            {t('beside.article', { language: side.languageName })}
          </a>
          <button class="button copy-button needs-script" type="button" data-copy-side={side.name}>
            <Icon name="copy" />
            <span data-copy-label>{t('beside.copyAll', { language: side.languageName })}</span>
          </button>
        </p>
        {view.isChecked && <FindingSummary view={view} side={side} />}
      </div>
    </BesideCell>
  );
}

function FindingSummary({ view, side }: SideProps): JSX.Element {
  const { t } = view.page;
  if (side.findings === undefined) return <p class="beside-trust">{t('beside.unchecked')}</p>;
  if (side.findings.length === 0) return <p class="beside-trust">{t('beside.clean')}</p>;
  return (
    <div class="beside-found">
      <p class="beside-trust">
        <strong>{t('beside.findings', { count: side.findings.length })}</strong>
      </p>
      {side.elsewhere.length > 0 && <p class="beside-trust">{t('beside.elsewhere')}</p>}
      <FindingList view={view} findings={side.elsewhere} />
    </div>
  );
}
