import type { LocaleTag } from '../../src/article/article.js';
import { sectionHtml } from '../../src/article/html.js';
import {
  compileTranslation,
  type CompiledFile,
  type CompileInput,
  type CompileSettings,
} from '../../src/content/compile-translation.js';
import { createDialectWords } from '../../src/content/markdown/dialect.js';
import { createAddressMask } from '../../src/content/private-address.js';
import { createStrings } from '../../src/locale/strings.js';
import { applyDialect } from '../../src/content/markdown/apply-dialect.js';
import type { Dialect } from '../../src/content/markdown/dialect.js';
import { parseArticle } from '../../src/content/markdown/parse-article.js';
import { prepareSource } from '../../src/content/split-front-matter.js';
import { renderHtml } from '../../src/content/markdown/render-html.js';
import { visibleText } from '../../src/content/markdown/visible-text.js';

const words = createDialectWords(createStrings());

/** Hosts that fixtures must not show. */
export const INTERNAL_HOSTS = ['*.intranet.example', 'crm.example'];

/** The tests' compiler: `assets/lamp.png` exists, inline PNG images are accepted. */
export const SETTINGS: CompileSettings = {
  words,
  maskAddresses: createAddressMask(INTERNAL_HOSTS),
  videoHosts: ['video.example'],
  images: {
    local: (_path, source) => (source === 'assets/lamp.png' ? '/images/de/assets/lamp.png' : undefined),
    file: (_path, source) =>
      source.startsWith('assets/plan.pdf') ? source.replace('assets', '/files/de/assets') : undefined,
    inline: (mediaType) => (mediaType === 'image/png' ? '/images/inline/abc.png' : undefined),
  },
};

/** Compile Markdown without front matter and sections. */
export function renderMarkdown(
  markdown: string,
  locale: LocaleTag = 'en',
): { html: string; text: string; diagnostics: string[]; articleLinks: Dialect['articleLinks'] } {
  const diagnostics: string[] = [];
  const articleLinks: Dialect['articleLinks'] = [];
  const { root } = applyDialect(parseArticle(prepareSource(markdown)), {
    words: words(locale),
    maskAddresses: SETTINGS.maskAddresses,
    videoHosts: SETTINGS.videoHosts,
    isRightToLeft: false,
    path: 'de/KA-90001.md',
    images: SETTINGS.images,
    report: (code) => diagnostics.push(code),
    articleLinks,
    figures: 0,
    described: {},
    sourceImages: undefined,
  });
  return { html: renderHtml(root.children), text: visibleText(root.children), diagnostics, articleLinks };
}

/** The text of an article file; the given keys replace the defaults, undefined removes one. */
export function articleFile(body: string, front: Readonly<Record<string, string | undefined>> = {}): string {
  const keys: Record<string, string | undefined> = {
    title: 'The lamp blinks',
    description: 'Learn why the lamp blinks.',
    solution: 'Lantern',
    'article-created-date': '8/19/2022 6:54:15 AM',
    'article-published-date': '8/19/2022 7:40:10 AM',
    'version-number': '3',
    'article-number': 'KA-90001',
    ...front,
  };
  const lines = Object.entries(keys).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${value}`],
  );
  return `---\n${lines.join('\n')}\n---\n${body}`;
}

/** Compile an article file from its body and some front matter. */
export function compileArticle(
  body: string,
  front: Readonly<Record<string, string | undefined>> = {},
  given: Partial<CompileInput> = {},
): CompiledFile {
  const text = given.text ?? articleFile(body, front);
  const input = { path: 'en/KA-90001.md', locale: 'en', fileNumber: 'KA-90001', source: undefined };
  return compileTranslation({ ...input, ...given, text }, SETTINGS);
}

/** All sections of a compiled file as HTML. */
export function htmlOf({ translation }: CompiledFile): string {
  const sections = translation?.sections ?? [];
  return sections.map((section) => sectionHtml(section, translation?.steps ?? [], 'en')).join('\n');
}

/** The sections' names in order. */
export function sectionNames({ translation }: CompiledFile): string[] {
  return translation?.sections.map((section) => section.name) ?? [];
}

/** The diagnostics' codes in order. */
export function diagnosticCodes({ diagnostics }: CompiledFile): string[] {
  return diagnostics.map((diagnostic) => diagnostic.code);
}
