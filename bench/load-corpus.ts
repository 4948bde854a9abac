import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import matter from 'gray-matter';
import type { ArticleFacts, Section, SectionName, Translation } from '../src/article/article.js';

/** One file of the corpus, as the search room takes it. */
export interface LoadedTranslation {
  readonly translation: Translation;
  readonly facts: ArticleFacts;
}

const LABEL =
  /^(?:#{3,4}\s*)?(?:<b>)?\s*(Environments?|Umgebung(?:en)?|Ambientes?|Ambiente\/i|Ambienti|Issue\/Symptoms|Issue|Problem(?:\/Symptome)?|Problemas?(?:\/Sintomas)?|Problem[ai](?:\/Sintomi)?|Cause|Ursache|Causa)\s*:?\s*(?:<\/b>)?\s*$/i;

function labelSection(label: string): SectionName {
  if (/^(env|umg|amb)/i.test(label)) return 'environment';
  return /^(cause|ursache|causa)/i.test(label) ? 'cause' : 'issue';
}

function plain(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[!(?:UICONTROL|DNL)\s+([^\]]*)\]/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/`([<>[\]])` ?/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/&#x200B;/g, '')
    .replace(/[`*]+/g, '')
    .replace(/\\$/gm, '')
    .trim();
}

function list(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  return value
    .split(/[,，、;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function sectionsOf(lines: readonly string[]): Section[] {
  const texts = new Map<SectionName, string[]>();
  let name: SectionName = 'summary';
  let part = 0;
  for (const line of lines) {
    if (line.startsWith('## ')) {
      part++;
      name = part === 1 ? 'description' : 'resolution';
      continue;
    }
    const label = LABEL.exec(line)?.[1];
    if (label !== undefined) {
      name = labelSection(label);
      continue;
    }
    texts.set(name, [...(texts.get(name) ?? []), line]);
  }
  return [...texts].map(([section, content]) => ({
    name: section,
    anchor: section,
    blocks: [],
    text: plain(content.join('\n')),
  }));
}

/** Read one article file roughly: good enough to measure search with. */
export function loadFile(path: string, locale: string): LoadedTranslation | undefined {
  const raw = readFileSync(path, 'utf8')
    .replace(/\r/g, '')
    .replace(/\(data:image[^)]*\)/g, '()');
  const { data, content } = matter(raw, {});
  const name = /(K[AT]-\d+)\.md$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const lines = content.split('\n');
  const title = String(data['title']).replace(/^["'„“”«「]+|["'“”»」]+$/g, '');
  const description = String(data['description'] ?? '');
  const headingLine = lines.find((line) => line.startsWith('# '));
  return {
    facts: {
      products: list(data['solution']),
      appliesTo: list(data['applies-to']),
      isBug: data['bug'] === true,
      isHidden: data['hide'] === true,
    },
    translation: {
      number: name,
      locale,
      title,
      heading: headingLine === undefined ? undefined : plain(headingLine.slice(2)),
      description: /^(Description|Beschreibung|Descrizione|Descrição)$/.test(description)
        ? undefined
        : description,
      version: 1,
      createdAt: undefined,
      publishedAt: undefined,
      origin: { kind: 'machine', humanDegree: undefined },
      keywords: list(data['keywords']).filter((word) => !/^["'“”„]*KCS["'“”„]*$/.test(word)),
      stepCount: 0,
      steps: [],
      sections: sectionsOf(lines.filter((line) => !line.startsWith('# '))),
      articleLinks: [],
    },
  };
}

/** Every article file below a content folder, locale by locale. */
export function* loadCorpus(folder: string): Generator<LoadedTranslation> {
  for (const locale of readdirSync(folder, { withFileTypes: true })) {
    if (!locale.isDirectory()) continue;
    const articles = join(folder, locale.name, 'articles');
    for (const file of readdirSync(articles).sort()) {
      if (!/^K[AT]-\d+\.md$/.test(file)) continue;
      const loaded = loadFile(join(articles, file), locale.name);
      if (loaded !== undefined && !loaded.facts.isHidden) yield loaded;
    }
  }
}
