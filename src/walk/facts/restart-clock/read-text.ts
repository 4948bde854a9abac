import { UNKNOWN, type AnswerValue } from '../../fact-set.js';
import { logValue, parseLogAnswer } from './log-answer.js';
import { parseRestartAnswer, parseZoneName, restartValue } from './restart-answer.js';

/** A word for a restart in the UI's languages, and a time not far behind it. */
const RESTART =
  /(?:restart|reboot|neustart|neu start|redémarr|reinici|riavvi|herstart|opnieuw|omstart|startas om|再起動|재시작|重启|重新啟動)[^.\n\d]{0,40}?(\d{1,2}:\d{2}(?::\d{2})?)/i;
const ZONE =
  /\b((?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Z][A-Za-z_]{1,30}(?:\/[A-Z][A-Za-z_]{1,30})?|UTC)\b/;
const PERIOD =
  /(?:every|alle|toutes les|cada|ogni|elke|varje|var)\s{1,3}(\d{1,4})\s{0,3}(?:min)|(\d{1,4})\s{0,3}(?:分ごと|분마다|分钟|分鐘)/i;
const HOURLY =
  /\b(?:hourly|every hour|stündlich|toutes les heures|cada hora|ogni ora|elk uur|varje timme)\b|1\s?時間ごと|매시간|每小时|每小時/i;

/**
 * Read what a ticket's free text answers of a walk about restarts; a log only where it shows a fault that is known.
 *
 * @param text - As pasted; nothing of it is in what comes back but times and names.
 * @param now - Epoch milliseconds.
 */
export function readTicket(text: string, now: number): Readonly<Record<string, AnswerValue>> {
  const log = parseLogAnswer(text, Infinity, now);
  if (!log.ok || log.reading.fault === 'unstated') return {};
  const zone = ZONE.exec(text)?.[1];
  const named = zone === undefined ? undefined : parseZoneName(zone);
  const time = RESTART.exec(text)?.[1];
  const restart = time === undefined ? undefined : parseRestartAnswer({ time, zone: zone ?? UNKNOWN });
  const [, minutes, east] = PERIOD.exec(text) ?? [];
  const period = HOURLY.test(text) ? 60 : Number(minutes ?? east ?? 0);
  return {
    logs: logValue(log.reading),
    ...(named?.ok === true && { zone: named.zone }),
    ...(restart?.ok === true && { restart: restartValue(restart.restart) }),
    ...(period > 0 && { period }),
  };
}
