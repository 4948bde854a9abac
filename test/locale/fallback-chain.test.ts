import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLocale, fallbackOrder } from '../../src/locale/fallback-chain.js';

describe('fallbackOrder', () => {
  it('tries the requested locale, its language, the chain, then the rest sorted', () => {
    const available = ['sv', 'pt-PT', 'en', 'de', 'pt-BR', 'fr'];
    expect(fallbackOrder('pt-BR', available, ['en', 'fr'])).toEqual([
      'pt-BR',
      'pt-PT',
      'en',
      'fr',
      'de',
      'sv',
    ]);
  });

  it('tries the same script of the language first', () => {
    expect(fallbackOrder('zh-TW', ['zh-Hans', 'en', 'zh-Hant'], ['en'])).toEqual([
      'zh-Hant',
      'zh-Hans',
      'en',
    ]);
  });

  it('names every available locale once', () => {
    const tag = fc.constantFrom('de', 'de-AT', 'en', 'en-GB', 'pt', 'pt-BR', 'zh-Hans', 'zh-Hant', 'ja');
    fc.assert(
      fc.property(
        tag,
        fc.uniqueArray(tag),
        fc.array(tag, { maxLength: 3 }),
        (requested, available, chain) => {
          expect(fallbackOrder(requested, available, chain).toSorted()).toEqual(available.toSorted());
        },
      ),
    );
  });
});

describe('chooseLocale', () => {
  it('serves the requested locale if it exists', () => {
    expect(chooseLocale('de', ['de', 'en'], ['en'])).toEqual({ served: 'de', isFallback: false });
  });

  it('treats a regional variant of the requested language as requested', () => {
    expect(chooseLocale('de-AT', ['de', 'en'], ['en'])).toEqual({ served: 'de', isFallback: false });
  });

  it('reports when another region, script or language is served', () => {
    expect(chooseLocale('pt-BR', ['pt-PT', 'en'], ['en'])).toEqual({ served: 'pt-PT', isFallback: true });
    expect(chooseLocale('zh-Hans', ['zh-Hant', 'en'], ['en'])).toEqual({
      served: 'zh-Hant',
      isFallback: true,
    });
    expect(chooseLocale('sv', ['de', 'en'], ['en'])).toEqual({ served: 'en', isFallback: true });
  });

  it('serves any language rather than none', () => {
    expect(chooseLocale('sv', ['pt', 'de'], ['en'])).toEqual({ served: 'de', isFallback: true });
  });

  it('returns nothing if nothing exists', () => {
    expect(chooseLocale('sv', [], ['en'])).toBeUndefined();
  });
});
