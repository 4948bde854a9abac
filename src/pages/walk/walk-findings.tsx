import type { JSX } from 'preact';
import type { WireSentence, WireStart } from '../../walk/present/wire-state.js';
import { changePath } from './walk-answers.js';
import type { WalkView } from './walk-page-data.js';
import { WalkTimelineFigure } from './walk-timeline-figure.js';

interface WalkPartProps {
  readonly view: WalkView;
}

/** What the times say, in one sentence. */
export function WalkVerdict({ view: { state } }: WalkPartProps): JSX.Element | null {
  if (state.verdict === null) return null;
  return (
    <p class={`walk-verdict walk-verdict-${state.verdict.name}`} role="note">
      {state.verdict.text}
    </p>
  );
}

/** What was read from the log, shown back so that the reader can correct it. */
export function WalkUnderstood({ view }: WalkPartProps): JSX.Element | null {
  const { page, state, voice } = view;
  const { understood } = state;
  if (understood === null) return null;
  const isAnswered = state.answered.some(({ id }) => id === 'logs');
  return (
    <section class="walk-understood" aria-labelledby="understood-title">
      <h2 id="understood-title">{voice.words.understood.title}</h2>
      <ul>
        {understood.lines.map(({ label, text }) => (
          <li>
            {label !== null && <span class="walk-label">{label}: </span>}
            {label === null ? text : <b>{text}</b>}
          </li>
        ))}
      </ul>
      {isAnswered && (
        <p>
          <a href={changePath(view, 'logs')}>
            {page.t('walk.change')}
            <span class="visually-hidden">: {voice.words.understood.title}</span>
          </a>
        </p>
      )}
    </section>
  );
}

/** What led to the verdict and follows from it: the times drawn, the log's reading, the new start, what to mind. */
export function WalkFindings({ view }: WalkPartProps): JSX.Element | null {
  const { page, state, voice, timeline } = view;
  if (state.verdict === null && state.warnings.length + state.assumptions.length === 0) return null;
  return (
    <div class="walk-findings">
      <WalkSchedule view={view} />
      {timeline !== undefined && <WalkTimelineFigure view={view} timeline={timeline} />}
      <Sentences title={page.t('walk.notes')} id="walk-notes" sentences={state.warnings} />
      <Sentences title={voice.words.transcript.assumed} id="walk-assumed" sentences={state.assumptions} />
      {state.verdict !== null && <WalkUnderstood view={view} />}
    </div>
  );
}

function WalkSchedule({ view }: WalkPartProps): JSX.Element | null {
  const { page, state, voice } = view;
  const { schedule } = state;
  if (schedule === null) return null;
  return (
    <section class="walk-schedule" aria-labelledby="walk-schedule-title">
      <h2 id="walk-schedule-title">{page.t('walk.schedule')}</h2>
      <div class="walk-starts">
        {(['proposed', 'alternative'] as const).map((kind) => (
          <Start
            view={view}
            label={voice.words.timeline[kind]}
            start={schedule[kind]}
            isRecommended={schedule.recommended === kind}
          />
        ))}
      </div>
    </section>
  );
}

interface StartProps extends WalkPartProps {
  readonly label: string;
  readonly start: WireStart;
  readonly isRecommended: boolean;
}

function Start({ view, label, start, isRecommended }: StartProps): JSX.Element {
  const { t } = view.page;
  const { formats } = view.voice;
  const date = formats.instant(Date.parse(start.nextAt), start.zone);
  return (
    <div class={isRecommended ? 'walk-start walk-start-recommended' : 'walk-start'}>
      <p class="walk-start-label">
        {label} {isRecommended && <span class="badge">{t('walk.recommended')}</span>}
      </p>
      <p class="walk-start-time">
        <b>{formats.daily(start.time)}</b> <span>{start.zone}</span>
      </p>
      <p class="walk-start-next">{t('walk.nextRun', { date })}</p>
    </div>
  );
}

interface SentencesProps {
  readonly title: string;
  readonly id: string;
  readonly sentences: readonly WireSentence[];
}

function Sentences({ title, id, sentences }: SentencesProps): JSX.Element | null {
  if (sentences.length === 0) return null;
  return (
    <section class="walk-sentences" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {sentences.map(({ text }) => (
          <li>{text}</li>
        ))}
      </ul>
    </section>
  );
}
