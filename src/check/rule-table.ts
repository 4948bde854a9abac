import { DIAGNOSTIC_SEVERITIES } from '../content/diagnostic.js';
import type { Rule, RuleFacts } from './rule.js';
import { codeChanged } from './rules/kept/code-changed.js';
import { countsDiffer } from './rules/structure/counts-differ.js';
import { emphasisBroken } from './rules/markup/emphasis-broken.js';
import { fenceChanged } from './rules/kept/fence-changed.js';
import { identifierLost } from './rules/kept/identifier-lost.js';
import { languageDiffers } from './rules/wording/language-differs.js';
import { metadataDiffers } from './rules/front/metadata-differs.js';
import { numberLost } from './rules/kept/number-lost.js';
import { orderedListBroken } from './rules/structure/ordered-list-broken.js';
import { versionDiffers } from './rules/file/version-differs.js';
import { paragraphUntranslated } from './rules/wording/paragraph-untranslated.js';
import { passageUnread } from './rules/file/passage-unread.js';
import { privateData } from './rules/file/private-data.js';
import { quoteGlued } from './rules/markup/quote-glued.js';
import { sourceMissing } from './rules/file/source-missing.js';
import { suppressionInvalid } from './rules/file/suppression-invalid.js';
import { tagGlued } from './rules/markup/tag-glued.js';
import { wordDoubled } from './rules/wording/word-doubled.js';
import { wrongSenseLabel } from './rules/wording/wrong-sense-label.js';
import { deadArticleLink } from './rules/markup/dead-article-link.js';
import { autolinkSwallows } from './rules/markup/autolink-swallows.js';
import { addressDoubleEncoded } from './rules/markup/address-double-encoded.js';
import { imagesDiffer } from './rules/structure/images-differ.js';
import { linksDiffer } from './rules/structure/links-differ.js';
import { quoteUnpaired } from './rules/markup/quote-unpaired.js';
import { titleLacksIdentifier } from './rules/front/title-lacks-identifier.js';
import { titleUntranslated } from './rules/front/title-untranslated.js';
import { titleHeadingDiffer } from './rules/front/title-heading-differ.js';
import { quotesLeaked } from './rules/front/quotes-leaked.js';
import { quotesUnbalanced } from './rules/front/quotes-unbalanced.js';
import { quotesEscaped } from './rules/front/quotes-escaped.js';
import { productBeforeQuote } from './rules/front/product-before-quote.js';
import { placeholderDescription } from './rules/front/placeholder-description.js';
import { zeroWidthRun } from './rules/markup/zero-width-run.js';
import { nameBroken } from './rules/kept/name-broken.js';
import { textLooped } from './rules/wording/text-looped.js';
import { lengthDiffers } from './rules/wording/length-differs.js';
import { messageTranslated } from './rules/kept/message-translated.js';
import { negationLost } from './rules/wording/negation-lost.js';
import { termDiffers } from './rules/kept/term-differs.js';
import { patternRules } from './rules/wording/pattern-rules.js';
import { nameGlued } from './rules/kept/name-glued.js';
import { wrongSenseWord } from './rules/wording/wrong-sense-word.js';
import { labelNounLost } from './rules/kept/label-noun-lost.js';
import { productTranslated } from './rules/kept/product-translated.js';
import { dateSwapped } from './rules/kept/date-swapped.js';

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
  ...versionDiffers,
  sourceMissing,
  metadataDiffers,
  privateData,
  deadArticleLink,
  suppressionInvalid,
  passageUnread,
];

/** Found only by comparison with an earlier translation of the same file. */
export const RATCHET_FACTS = [
  {
    id: 'label-reverted',
    severity: 'warning',
    summary: 'A label that was translated before is in the source language again.',
  },
  {
    id: 'sense-moved',
    severity: 'warning',
    summary:
      'A number, name or negation of the earlier translation is gone, or a new one is not in the source.',
  },
] as const satisfies readonly RuleFacts[];

/** Every rule id: rules, regressions, a failed check, then diagnostics of articles and walks. */
export const RULE_FACTS: readonly RuleFacts[] = [
  ...RULES.map(({ id, severity, summary }) => ({ id, severity, summary })),
  ...RATCHET_FACTS,
  { id: 'check-failed', severity: 'error', summary: 'The file could not be checked.' },
  ...Object.entries(DIAGNOSTIC_SEVERITIES)
    .filter(([code]) => !RULES.some(({ id }) => id === code))
    .map(([code, severity]): RuleFacts => ({
      id: code,
      severity: severity === 'info' ? 'note' : severity,
      summary: `Diagnostic while loading: ${code.replaceAll('-', ' ')}.`,
    })),
];
