import { formatStamp } from '../clock/stamp.js';
import type { Answer } from '../engine/answer.js';
import type { WalkVoice } from './walk-voice.js';

/**
 * Say an answer in the reader's words.
 *
 * @param question - Its id.
 */
export function labelAnswer(question: string, answer: Answer, voice: WalkVoice): string {
  const { formats, texts, words } = voice;
  switch (answer.kind) {
    case 'unknown':
      return words.unknown;
    case 'choice':
      return texts.questions.get(question)?.options.get(answer.option) ?? answer.option;
    case 'minutes':
      return formats.minutes(answer.minutes);
    case 'zone':
      return answer.zone;
    case 'restart': {
      const zone = answer.zone === undefined ? [] : [answer.zone];
      const day = answer.date === undefined ? [] : [answer.date];
      return [...day, formats.daily(answer.time), ...zone, words.restart[answer.repeats]].join(' · ');
    }
    case 'log':
      return formats.list(
        answer.reading.failedAt.slice(0, 5).map((stamp) => formats.stamp(formatStamp(stamp))),
      );
  }
}
