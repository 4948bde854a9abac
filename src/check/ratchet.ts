import { readScanned, type ArticleFiles } from './check-batch.js';
import { planCheck, type FolderCheck } from './check-folder.js';
import { createCheckSettings } from './check-settings.js';
import { checkDocument } from './check-translation.js';
import type { Finding } from './finding.js';
import { pairDocuments } from './reading/pairing.js';
import type { ArticleDocument } from './reading/document.js';
import { findIdentifiers } from './reading/identifiers.js';
import type { Passage } from './reading/passage.js';
import { oncePerPassage, squeezeCode, wordingOf } from './reading/wording.js';
import type { Hit, Rule, RuleFacts } from './rule.js';
import { RATCHET_FACTS } from './rule-table.js';
import { isNegated } from './rules/wording/negation-lost.js';
import { termsOf } from './terms.js';

const [REVERTED, MOVED] = RATCHET_FACTS;
/** Marks every changed sentence and carries the old one. */
const CHANGED: RuleFacts = { id: 'sentence-changed', severity: 'note', summary: '' };

/**
 * Compare translations with their earlier state.
 *
 * @param earlierDir - The earlier content folder.
 * @param worse - Findings that are new since then.
 * @returns Those and the regressions, each with the old sentence as its correction if that is a single line.
 */
export function compareWithEarlier(
  check: FolderCheck,
  earlierDir: string,
  worse: readonly Finding[],
): readonly Finding[] {
  const plan = planCheck(check);
  const settings = createCheckSettings({ sourceLocale: plan.check.sourceLocale });
  const wanted = (rule: string): boolean => check.rules?.includes(rule) ?? true;
  const found = plan.articles.flatMap((files) =>
    [...changedIn(files, plan.check.contentDir, earlierDir)].flatMap(({ now, before, source }) =>
      checkDocument(now, before, settings, ratchetRules(source)),
    ),
  );
  const changed = found.filter(({ rule }) => rule === CHANGED.id);
  const lost = found.filter(({ rule }) => rule !== CHANGED.id && wanted(rule));
  const keepOld = (finding: Finding): Finding => {
    const { fix } =
      changed.find(
        ({ file, line, endLine }) => file === finding.file && line <= finding.line && finding.line <= endLine,
      ) ?? finding;
    return fix === undefined ? finding : { ...finding, fix };
  };
  return [...worse, ...lost].map(keepOld);
}

function* changedIn(
  { source: sourceFile, translations }: ArticleFiles,
  contentDir: string,
  earlierDir: string,
): Generator<{
  readonly now: ArticleDocument;
  readonly before: ArticleDocument;
  readonly source: ArticleDocument | undefined;
}> {
  let source: ArticleDocument | undefined;
  for (const file of translations) {
    const [now, before] = [readScanned(contentDir, file), readScanned(earlierDir, file)];
    if (now === undefined || before?.isReadable !== true) continue;
    if (now.lines.join('\n') === before.lines.join('\n')) continue;
    source ??= sourceFile && readScanned(contentDir, sourceFile);
    yield { now, before, source };
  }
}

/** Rules whose "source" is the earlier translation. */
function ratchetRules(original: ArticleDocument | undefined): readonly Rule[] {
  const toRule = (
    facts: RuleFacts,
    find: (
      now: Passage,
      before: Passage,
      original: Passage | undefined,
      language: string,
    ) => Iterable<string>,
  ): Rule => ({
    ...facts,
    looksAt: 'pair',
    *check({ translation: file, pairing }) {
      const originals = original && pairDocuments(original, file).all;
      for (const { source: before, translation: now } of pairing.pairs)
        if (now.raw !== before.raw)
          for (const message of find(now, before, originals?.original(now), file.language))
            yield { message, ...keepLine(now, before) };
    },
  });
  return [
    toRule(REVERTED, findReverted),
    toRule(MOVED, findMoved),
    toRule(CHANGED, () => ['this sentence changed']),
  ];
}

function* findReverted(now: Passage, before: Passage, original: Passage | undefined): Generator<string> {
  const [here, earlier, there] = [now, before, original].map((passage) => (passage ? termsOf(passage) : []));
  if (here?.length !== earlier?.length || here?.length !== there?.length) return;
  for (const [at, { text, kind }] of (here ?? []).entries()) {
    const old = earlier?.[at]?.text;
    if (kind !== 'name' && text === there?.[at]?.text && old !== undefined && old !== text)
      yield `the label "${text}" was "${old}" before`;
  }
}

/** Language-independent tokens. */
const tokensOf = oncePerPassage((passage) => {
  const codes = passage.pieces.flatMap(({ kind, text }) => (kind === 'code' ? [squeezeCode(text)] : []));
  const names = findIdentifiers(passage.prose).map(({ text }) => text);
  return new Set([...codes, ...names, ...wordingOf(passage).digits]);
});

function* findMoved(
  now: Passage,
  before: Passage,
  original: Passage | undefined,
  language: string,
): Generator<string> {
  const [here, earlier] = [tokensOf(now), tokensOf(before)];
  const there = original && tokensOf(original);
  const gone = [...earlier].filter((token) => !here.has(token) && there?.has(token) !== false);
  const come = [...here].filter((token) => !earlier.has(token) && there?.has(token) !== true);
  if (gone.length > 0) yield `the earlier sentence had "${gone.slice(0, 3).join('", "')}"`;
  if (come.length > 0) yield `"${come.slice(0, 3).join('", "')}" was not in the earlier sentence`;
  const [isNow, was] = [isNegated(now, language), isNegated(before, language)];
  if (isNow !== was && (original === undefined || isNegated(original, 'en') === was))
    yield was ? 'the earlier sentence had a negation' : 'the earlier sentence had no negation';
}

/** Locate a change, with the old words as its correction if that is a single line. */
function keepLine(now: Passage, before: Passage): Pick<Hit, 'at' | 'fix'> {
  const [here, there] = [now.raw.split('\n'), before.raw.split('\n')];
  const apart = here.flatMap((line, index) => (line === there[index] ? [] : [index]));
  const [at] = apart;
  if (here.length !== there.length || apart.length !== 1 || at === undefined) return { at: now };
  const start = now.start + here.slice(0, at).join('\n').length + Math.sign(at);
  const [wrong, right] = [here[at] ?? '', there[at] ?? ''];
  return { at: { start, end: start + wrong.length }, fix: { wrong, right } };
}
