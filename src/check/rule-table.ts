import { DIAGNOSTIC_SEVERITIES } from '../content/diagnostic.js';
import type { Rule, RuleFacts } from './rule.js';
import { addressDoubleEncoded } from './rules/address-double-encoded.js';
import { aheadOfSource } from './rules/ahead-of-source.js';
import { autolinkSwallows } from './rules/autolink-swallows.js';
import { codeChanged } from './rules/code-changed.js';
import { conditionWithoutWay } from './rules/condition-without-way.js';
import { countsDiffer } from './rules/counts-differ.js';
import { deadArticleLink } from './rules/dead-article-link.js';
import { emphasisBroken } from './rules/emphasis-broken.js';
import { fenceChanged } from './rules/fence-changed.js';
import { identifierLost } from './rules/identifier-lost.js';
import { imagesDiffer } from './rules/images-differ.js';
import { languageDiffers } from './rules/language-differs.js';
import { linksDiffer } from './rules/links-differ.js';
import { metadataDiffers } from './rules/metadata-differs.js';
import { numberLost } from './rules/number-lost.js';
import { orderedListBroken } from './rules/ordered-list-broken.js';
import { outdated } from './rules/outdated.js';
import { paragraphUntranslated } from './rules/paragraph-untranslated.js';
import { passageUnread } from './rules/passage-unread.js';
import { placeholderDescription } from './rules/placeholder-description.js';
import { privateData } from './rules/private-data.js';
import { productBeforeQuote } from './rules/product-before-quote.js';
import { quoteGlued } from './rules/quote-glued.js';
import { quotesEscaped } from './rules/quotes-escaped.js';
import { quotesLeaked } from './rules/quotes-leaked.js';
import { quotesUnbalanced, quoteUnpaired } from './rules/quotes-unbalanced.js';
import { sourceMissing } from './rules/source-missing.js';
import { stepReferenceDead } from './rules/step-reference-dead.js';
import { suppressionInvalid } from './rules/suppression-invalid.js';
import { tagGlued } from './rules/tag-glued.js';
import { titleHeadingDiffer } from './rules/title-heading-differ.js';
import { titleLacksIdentifier } from './rules/title-lacks-identifier.js';
import { titleUntranslated } from './rules/title-untranslated.js';
import { wordDoubled } from './rules/word-doubled.js';
import { wrongSenseLabel } from './rules/wrong-sense-label.js';
import { zeroWidthRun } from './rules/zero-width-run.js';
import { nameBroken } from './rules/name-broken.js';
import { textLooped } from './rules/text-looped.js';
import { lengthDiffers } from './rules/length-differs.js';
import { messageTranslated } from './rules/message-translated.js';
import { negationLost } from './rules/negation-lost.js';
import { termDiffers } from './rules/term-differs.js';
import { patternRules } from './rules/pattern-rules.js';
import { nameGlued } from './rules/name-glued.js';
import { wrongSenseWord } from './rules/wrong-sense-word.js';
import { labelNounLost } from './rules/label-noun-lost.js';
import { productTranslated } from './rules/product-translated.js';
import { dateSwapped } from './rules/date-swapped.js';

/** Every rule, in the order of the documentation. */
export const RULES: readonly Rule[] = [
  identifierLost,
  numberLost,
  nameBroken,
  codeChanged,
  fenceChanged,
  ...countsDiffer,
  imagesDiffer,
  linksDiffer,
  orderedListBroken,
  quotesLeaked,
  quotesUnbalanced,
  quoteUnpaired,
  quotesEscaped,
  productBeforeQuote,
  placeholderDescription,
  titleLacksIdentifier,
  titleUntranslated,
  titleHeadingDiffer,
  wrongSenseLabel,
  wrongSenseWord,
  quoteGlued,
  tagGlued,
  wordDoubled,
  nameGlued,
  ...patternRules,
  textLooped,
  lengthDiffers,
  labelNounLost,
  dateSwapped,
  messageTranslated,
  negationLost,
  termDiffers,
  productTranslated,
  autolinkSwallows,
  addressDoubleEncoded,
  emphasisBroken,
  zeroWidthRun,
  paragraphUntranslated,
  languageDiffers,
  outdated,
  aheadOfSource,
  sourceMissing,
  metadataDiffers,
  privateData,
  deadArticleLink,
  stepReferenceDead,
  conditionWithoutWay,
  suppressionInvalid,
  passageUnread,
];

/** What is found only beside an earlier translation of the same file. */
export const RATCHET_FACTS = [
  {
    id: 'label-reverted',
    severity: 'warning',
    summary: "A label that was translated before is in the source's language again.",
  },
  {
    id: 'sense-moved',
    severity: 'warning',
    summary:
      'A number, name or negation of the earlier translation is gone, or one came that is not in the source.',
  },
] as const satisfies readonly RuleFacts[];

/** Every id a finding may have: the rules, what is found beside an earlier translation, a check that failed, then the diagnostics of loading articles and walks. */
export const RULE_FACTS: readonly RuleFacts[] = [
  ...RULES.map(({ id, severity, summary }) => ({ id, severity, summary })),
  ...RATCHET_FACTS,
  { id: 'check-failed', severity: 'error', summary: 'The file could not be checked.' },
  ...Object.entries(DIAGNOSTIC_SEVERITIES)
    .filter(([code]) => !RULES.some(({ id }) => id === code))
    .map(([code, severity]): RuleFacts => ({
      id: code,
      severity: severity === 'info' ? 'note' : severity,
      summary: `A diagnostic of loading: ${code.replaceAll('-', ' ')}.`,
    })),
];
