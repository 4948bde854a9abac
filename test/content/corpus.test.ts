import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileTranslation, type SourceContext } from '../../src/content/compile-translation.js';
import { DEFAULT_INTERNAL_HOSTS } from '../../src/content/internal-address.js';
import { createAddressMask, privateAddressPattern } from '../../src/content/private-address.js';
import { articleLosses } from '../support/article-losses.js';
import { htmlOf, SETTINGS } from '../support/compile.js';
import { htmlFaults } from '../support/html-faults.js';

/** Real articles, beside the repository on machines that have them; the project's own tests pass without. */
const corpus = path.join(import.meta.dirname, '../../../shared/corpus');
const privateAddress = privateAddressPattern(DEFAULT_INTERNAL_HOSTS);
const settings = {
  ...SETTINGS,
  maskAddresses: createAddressMask(DEFAULT_INTERNAL_HOSTS),
  images: {
    local: (_path: string, source: string) => `/images/${source}`,
    inline: () => '/images/inline/x.png',
  },
};

// Nothing is registered where there is no corpus: a skipped test would look like one that is missing.
if (existsSync(corpus)) {
  describe('the corpus', () => {
    const contexts = new Map<string, SourceContext | undefined>();
    const locales = readdirSync(corpus).filter((name) => existsSync(path.join(corpus, name, 'articles')));
    // The source comes first: translations are read against it.
    locales.sort((a, b) => Number(b === 'en') - Number(a === 'en'));

    it.each(locales)('loads whole in %s: no error, no word lost, nothing unsafe', (locale) => {
      const folder = path.join(corpus, locale, 'articles');
      const problems: Record<string, unknown> = {};
      for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
        const text = readFileSync(path.join(folder, name), 'utf8');
        const source = locale === 'en' ? undefined : contexts.get(name);
        const input = {
          path: `${locale}/articles/${name}`,
          locale,
          text,
          fileNumber: name.slice(0, -3),
          source,
        };
        const compiled = compileTranslation(input, settings);
        if (locale === 'en') contexts.set(name, compiled.context);
        const errors = compiled.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
        const found = [
          ...errors,
          ...articleLosses(text, compiled, privateAddress),
          ...htmlFaults(htmlOf(compiled)),
        ];
        if (found.length > 0) problems[name] = found;
      }
      expect(problems).toEqual({});
    });
  });
}
