import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzerOf } from '../../src/search/analysis/analyzer.js';
import { cleanText } from '../../src/search/analysis/fold.js';

function terms(locale: string, text: string): string[] {
  return analyzerOf(locale)
    .tokens(text)
    .flatMap(({ term, parts }) => [term, ...parts]);
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

  test('treats full-width forms as plain ones', () => {
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

  test('splits words at a slash', () => {
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
  ])('stems words in %s', (locale, one, other) => {
    expect(terms(locale, one)).toEqual(terms(locale, other));
  });

  test('splits Chinese, Japanese and Korean into bigrams', () => {
    expect(terms('zh-Hans', '重启服务器')).toEqual(['重启', '启服', '服务', '务器']);
    expect(terms('ja', '設定を変更')).toEqual(['設定', '定を', 'を変', '変更']);
    expect(terms('ko', '서버를')).toEqual(['서버', '버를']);
  });

  test('separates names from surrounding Chinese text', () => {
    expect(terms('zh-Hant', '使用nms:webApp功能')).toEqual(
      expect.arrayContaining(['使用', 'nms:webapp', '功能']),
    );
  });

  test('separates elided articles from nouns', () => {
    expect(terms('it', 'l’interfaccia')).toContain(terms('it', 'interfaccia')[0]);
  });

  test('reads the words inside dialect markup', () => {
    expect(terms('en', '[!UICONTROL Message Center] and [!DNL Lantern]')).toEqual(
      terms('en', 'Message Center and Lantern'),
    );
  });

  test('treats decomposed and composed letters alike', () => {
    expect(terms('de', 'größe'.normalize('NFD'))).toEqual(terms('de', 'größe'));
  });

  test('expands a phrase ligature to one word', () => {
    expect(terms('ar', '\uFDFA')).toHaveLength(1);
    expect(terms('ar', '\uFDFA')[0]).not.toContain(' ');
  });

  test('never produces a term with a space, a quote or upper case', () => {
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

  test.each([
    ['サーバー', 'サーバ'],
    ['カタカナ', 'かたかな'],
    ['ｻｰﾊﾞｰ', 'サーバー'],
    ['ガイド', 'か\u3099いと\u3099'],
  ])('treats %s and %s alike', (one, other) => {
    expect(terms('ja', one)).toEqual(terms('ja', other));
  });

  test('advances with every token, with at most one per character', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        'xtk: ',
        '/a',
        '::',
        '漢字',
        'ไทย',
        '\u0301',
        '\uD800',
        'a-',
        '_',
        '٣',
        'İ',
        '[!DNL ',
        '\u200B',
      ),
    );
    const locale = fc.constantFrom('en', 'de', 'tr', 'ar', 'ja', 'th', 'tlh');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), locale, (pieces, tag) => {
        const text = cleanText(pieces.join(''));
        let count = 0;
        let last = 0;
        analyzerOf(tag).visit(text, (_, start, end) => {
          count++;
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = start;
        });
        expect(last).toBeLessThanOrEqual(text.length);
        expect(count).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
