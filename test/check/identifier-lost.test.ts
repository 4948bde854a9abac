import { describe, expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { checkedArticle } from '../support/checked-article.js';

const settings = createCheckSettings({});

function rulesFound(translation: string, source: string): readonly string[] {
  return checkTranslation(checkedArticle(translation, 'de'), checkedArticle(source, 'en'), settings).map(
    ({ rule }) => rule,
  );
}

describe('identifiers', () => {
  it.each([
    ['a code without its hyphen', 'It is LMP-12345.', 'Es ist LMP12345.'],
    ['an address with spaces', 'Ask 192.0.2.17 now.', 'Fragen Sie 192 0 2 17 jetzt.'],
    ['a version altered', 'Since v8.2.14.', 'Seit 8.2.1.'],
    ['a version that is part of a longer one', 'Since 8.2.1 only.', 'Seit 8.2.14 nur.'],
    ['one end of a range lost', 'For 6.5.8-6.5.10 only.', 'Nur für 6.5.8 und später.'],
    ['a translated file name', 'Open error.log now.', 'Öffnen Sie jetzt das Fehlerprotokoll.'],
    ['a property in other capitals', 'Set count1Day to it.', 'Setzen Sie count1day darauf.'],
    [
      'a translated log level',
      'It says 12:01 *ERROR* LampStart now.',
      'Dort steht 12:01 *FEHLER* LampStart.',
    ],
    ['one of two log levels', 'Set it to INFO or DEBUG.', 'Setzen Sie es auf INFO oder AUSFÜHRLICH.'],
    ['a path without its dot', 'See /var/lamp/.stat now.', 'Siehe jetzt /var/lamp/stat.'],
  ])('reports %s', (_what, source, translation) => {
    expect(rulesFound(translation, source)).toContain('identifier-lost');
  });

  it.each([
    ['a version without its letter', 'Since v8.2.14.', 'Seit Version 8.2.14.'],
    ['a range of versions in words', 'For 6.5.8-6.5.10 only.', 'Nur für 6.5.8 bis 6.5.10.'],
    ['a code in capitals', 'It is lmp-12345.', 'Es ist LMP-12345.'],
    ['a property at the start of a sentence', 'The value lampMode is on.', 'LampMode ist an.'],
    ['a name in a compound', 'The error.log file is here.', 'Hier ist die error.log-Datei.'],
    ['a name that emphasis splits', 'It is org.lamp.core now.', 'Es ist jetzt org.*lamp*.core.'],
    ['an example for readers', 'Use yourCompany.', 'Verwenden Sie IhreFirma.'],
    ['an example of a path', 'Open /path/to/lamp now.', 'Öffnen Sie jetzt /pfad/zur/lampe.'],
    ['words with an underscore', 'Name it Element_Name.', 'Nennen Sie es Element_Name_neu.'],
    ['a year behind a hyphen', 'It is a pre-2020 lamp.', 'Es ist eine Lampe aus der Zeit vor 2020.'],
    ['a shouted word', 'HOW TO FIX THE ERROR', 'SO BEHEBEN SIE DEN FEHLER'],
    ['a word shouted among others', 'Read the ERROR MESSAGE first.', 'Lesen Sie zuerst die FEHLERMELDUNG.'],
    ['a time zone', 'At noon (UTC-05) it glows.', 'Um zwölf Uhr (UTC−5) leuchtet sie.'],
    ['a quarter', 'Due in Q1-2024 only.', 'Erst im 1. Quartal 2024 fällig.'],
    ['two words without a space', 'Press the buttonThe lamp glows.', 'Drücken Sie. Die Lampe leuchtet.'],
    ["a host of the language's own", 'See en.lamps.org for more.', 'Mehr unter de.lamps.org.'],
  ])('ignores %s', (_what, source, translation) => {
    expect(rulesFound(translation, source)).not.toContain('identifier-lost');
  });

  it('is not checked in a passage that is too long', () => {
    const long = 'Die Lampe blinkt. '.repeat(3000);
    const source = 'See error.log for `lampd`, code 4711.\n\n![](lamp.png) [lamp](https://lamp.example/a)';
    expect(rulesFound(`${long}\n\n${long}`, source)).toEqual(['passage-unread', 'passage-unread']);
    expect(rulesFound(long, source.split('\n')[0] ?? '')).toEqual(['passage-unread']);
  });
});
