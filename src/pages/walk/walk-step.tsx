import type { JSX } from 'preact';
import { languageAttributes } from '../layout/language-attributes.js';
import { readyHtml } from '../layout/ready-html.js';
import { WALK_WORDS } from '../../walk/present/walk-words.js';
import { walkAddresses, type WalkView } from './walk-page-data.js';

/** The article's own words for the step that a question or an end is about. */
export function WalkStep({ view }: { readonly view: WalkView }): JSX.Element | null {
  const { page, state, voice } = view;
  const step = state.question?.step ?? state.outcome?.step;
  if (step === undefined || step === null) return null;
  return (
    <section class="walk-step" aria-labelledby="walk-step-title">
      <h2 id="walk-step-title">
        <a href={`${walkAddresses(view).article}#${step.anchor}`}>
          {page.t('walk.articleStep', { number: step.number })}
        </a>
      </h2>
      {step.isNewer && <p class="tag walk-newer">{WALK_WORDS.in(voice.language).plain.newer}</p>}
      <div
        class="prose"
        {...languageAttributes(step.locale, page.locale)}
        dangerouslySetInnerHTML={{ __html: readyHtml(step.html, page) }}
      />
    </section>
  );
}
