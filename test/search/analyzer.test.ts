import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzerOf, termsOf } from '../../src/search/analysis/analyzer.js';

function terms(locale: string, text: string): string[] {
  return termsOf(analyzerOf(locale).units(text));
}

describe('analysis of names', () => {
  test.each([
    ['xtk:session', ['xtk:session', 'xtk', 'session']],
    ['SCM-120008', ['scm120008', 'scm', '120008']],
    ['com.day.cq.replication', ['com.day.cq.replication', 'com', 'day', 'cq']],
    ['/var/log/httpd', ['var/log/httpd', 'var', 'log', 'httpd']],
    ['mcSynch_mcExec1', ['mcsynch_mcexec1', 'mcsynch', 'mcexec1', 'mcexec']],
    ['6.4.2', ['6.4.2', '6.4']],
    ['10.0.0.1', ['10.0.0.1']],
  ])('keeps %s whole and in parts', (name, expected) => {
    expect(terms('en', `See ${name}.`)).toEqual(expect.arrayContaining(expected));
  });

  test('takes full-width forms as plain ones', () => {
    expect(terms('zh-Hans', 'ｎｍｓ：ｗｅｂＡｐｐ')).toContain('nms:webapp');
  });

  test('finds a name written with spaces around its colon', () => {
    expect(terms('de', 'Dienst xtk : session und xtk: session')).toEqual(
      expect.arrayContaining(['xtk:session', 'xtk', 'session']),
    );
  });

  test('finds a code written with and without its hyphen', () => {
    expect(terms('pt', 'NEO-13610')[0]).toBe(terms('pt', 'NEO13610')[0]);
  });

  test('takes two words with a slash between them as two words', () => {
    expect(terms('it', 'debug/lampada')).toEqual(terms('it', 'debug lampada'));
  });
});

describe('analysis of words', () => {
  test.each([
    ['en', 'lantern', 'lanterns'],
    ['de', 'Laterne', 'Laternen'],
    ['de-AT', 'Rückgabe', 'Rückgaben'],
    ['es', 'configuración', 'configuraciones'],
    ['fr', 'réinitialisation', 'réinitialisations'],
    ['it', 'impostazione', 'impostazioni'],
    ['nl', 'lantaarn', 'lantaarns'],
    ['pt-BR', 'configuração', 'configurações'],
    ['sv', 'inställning', 'inställningar'],
  ])('brings the forms of a word together in %s', (locale, one, other) => {
    expect(terms(locale, one)).toEqual(terms(locale, other));
  });

  test('takes Chinese, Japanese and Korean as pairs of characters', () => {
    expect(terms('zh-Hans', '重启服务器')).toEqual(['重启', '启服', '服务', '务器']);
    expect(terms('ja', 'サーバー')).toEqual(['サー', 'ーバ', 'バー']);
    expect(terms('ko', '서버를')).toEqual(['서버', '버를']);
  });

  test('parts names from the Chinese text they stand in', () => {
    expect(terms('zh-Hant', '使用nms:webApp功能')).toEqual(
      expect.arrayContaining(['使用', 'nms:webapp', '功能']),
    );
  });

  test('takes elided articles apart from their nouns', () => {
    expect(terms('it', 'l’interfaccia')).toContain(terms('it', 'interfaccia')[0]);
  });

  test('reads the words inside dialect marks', () => {
    expect(terms('en', '[!UICONTROL Message Center] and [!DNL Lantern]')).toEqual(
      terms('en', 'Message Center and Lantern'),
    );
  });

  test('takes decomposed and composed letters as the same', () => {
    expect(terms('de', 'größe'.normalize('NFD'))).toEqual(terms('de', 'größe'));
  });

  test('writes a ligature that is a whole phrase as one word', () => {
    expect(terms('ar', '\uFDFA')).toHaveLength(1);
    expect(terms('ar', '\uFDFA')[0]).not.toContain(' ');
  });

  test('never puts a space, a quote or upper case into a term, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('en', 'de', 'ja', 'tlh'), (text, locale) => {
        for (const term of terms(locale, text)) {
          expect(term).not.toMatch(/[\s"]/u);
          expect(term.toLowerCase()).toBe(term);
          expect(term).not.toBe('');
        }
      }),
    );
  });

  test('is the same for the index, which remembers whole runs of characters, as for a query', () => {
    const piece = fc.constantFrom(
      'xtk',
      'nms',
      ':',
      '：',
      ' ',
      ': ',
      ' :',
      '\u00A0',
      '\n',
      'Foo',
      'foo/bar',
      'größe',
      '設定xtk',
      'e.g.',
      '6.4.2',
      'a'.repeat(40),
      '@',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('en', 'de', 'ja'), (pieces, locale) => {
        const text = pieces.join('');
        const words = new Set<string>();
        const indexed = analyzerOf(locale).terms(text, words);
        expect(indexed.split(' ').filter((term) => term !== '')).toEqual(terms(locale, text));
        const written = analyzerOf(locale)
          .units(text)
          .flatMap(({ word = '' }) => (/^\p{L}{4,32}$/u.test(word) ? [word] : []));
        expect([...words]).toEqual([...new Set(written)]);
      }),
    );
  });
});
