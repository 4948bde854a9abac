import { describe, expect, it } from 'vitest';
import { localizeHtml } from '../../../src/article/html.js';
import { renderMarkdown } from '../../support/compile.js';

describe('external links', () => {
  it('keep URL and text', () => {
    expect(renderMarkdown('[Help](https://help.example/a?b=1&amp;c=2 "Read on")').html).toBe(
      '<p><a href="https://help.example/a?b=1&#x26;c=2" title="Read on">Help</a></p>',
    );
  });

  it('drop a title that repeats the URL', () => {
    expect(renderMarkdown('[Help](https://help.example/ "https://help.example/")').html).not.toContain(
      'title',
    );
  });

  it('decode a URL that was encoded twice', () => {
    expect(renderMarkdown('[Help](https://help.example/?a=1&amp;amp;b=2)').html).toContain('?a=1&#x26;b=2"');
  });

  it.each([
    ['*http://a.example/x*in', '<em><a href="http://a.example/x">http://a.example/x</a></em> in'],
    [
      'see **http://a.example/x/**then',
      'see <strong><a href="http://a.example/x/">http://a.example/x/</a></strong>then',
    ],
    [
      '<b>*http://host1:port/*system/console</b>',
      '<strong><em>http://host1:port/</em>system/console</strong>',
    ],
    [
      '（例： *https://a.example*）。',
      '（例： <em><a href="https://a.example">https://a.example</a></em>）。',
    ],
    ['\\*http://a.example/*x', '*<a href="http://a.example/*x">http://a.example/*x</a>'],
    ["'http://a.example/x&#39; or", '\'<a href="http://a.example/x">http://a.example/x</a>\' or'],
  ])('end where their emphasis or quote ends: %s', (markdown, expected) => {
    expect(renderMarkdown(markdown).html).toBe(`<p>${expected}</p>`);
  });

  it('are resolved by reference wherever the definition is', () => {
    expect(renderMarkdown('See [the guide][g].\n\n## B\n\n[g]: https://help.example/guide').html).toContain(
      '<a href="https://help.example/guide">the guide</a>',
    );
  });

  it('can be tags with a doubly encoded URL', () => {
    const { html } = renderMarkdown(
      '<b><a href="https://ads.example/?a=1&amp;b=2" style="x">https://ads.example/?a=1&amp;b=2</a></b>',
    );
    expect(html).toBe(
      '<p><strong><a href="https://ads.example/?a=1&#x26;b=2">https://ads.example/?a=1&#x26;b=2</a></strong></p>',
    );
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '/etc/passwd',
    '//evil.example/',
    '../x.md',
    '&#106;avascript:alert(1)',
  ])('lose the URL %s and keep their text', (address) => {
    for (const markdown of [`[go](${address})`, `<a href="${address}">go</a>`]) {
      expect(renderMarkdown(markdown)).toMatchObject({ html: '<p>go</p>', diagnostics: ['unsafe-address'] });
    }
  });

  it('keep a link inside the page', () => {
    expect(renderMarkdown('[up](#resolution)').html).toBe('<p><a href="#resolution">up</a></p>');
  });
});

describe('bare URLs', () => {
  it.each([
    ['https://a.example/x上。次', 'https://a.example/x', '上。次'],
    ['https://a.example/\\*\\*\\*/x\\_y 次', 'https://a.example/***/x_y', ' 次'],
    ['https://a.example/。', 'https://a.example/', '。'],
    ['https://a.example（注）', 'https://a.example', '（注）'],
    ['https://a.example/가나', 'https://a.example/', '가나'],
    ['www.a.example&quot;ein', 'http://www.a.example', '"ein'],
  ])('end in %s before other text', (source, address, rest) => {
    const { html, text } = renderMarkdown(source);
    expect(html).toContain(`<a href="${address}">`);
    expect(html.endsWith(`</a>${rest}</p>`)).toBe(true);
    expect(text.endsWith(rest)).toBe(true);
  });

  it('are decoded once', () => {
    expect(renderMarkdown('https://a.example/?x=1&amp;y=2').html).toBe(
      '<p><a href="https://a.example/?x=1&#x26;y=2">https://a.example/?x=1&#x26;y=2</a></p>',
    );
  });

  it('can be mail addresses', () => {
    expect(renderMarkdown('<help@a.example>').html).toBe(
      '<p><a href="mailto:help@a.example">help@a.example</a></p>',
    );
  });

  it.each([
    'http://host:port/x',
    'http://aem-host/x',
    'http://localhost:4502/x',
    'http://127.0.0.1:8080/',
    'http://<host>/x',
  ])('stay text if they are an example such as %s', (address) => {
    const { html } = renderMarkdown(`Open ${address} now`);
    expect(html).not.toContain('<a ');
    expect(html).toContain('now');
  });

  it('show an example URL after a different text', () => {
    expect(renderMarkdown('[the console](http://localhost:4502/system)').html).toBe(
      '<p>the console (<code>http://localhost:4502/system</code>)</p>',
    );
  });
});

describe('links between articles', () => {
  const docs = 'https://docs.example';
  it.each([
    [`${docs}/docs/experience-cloud-kcs/kbarticles/KA-90002.html`, '/de/articles/KA-90002'],
    [`${docs}/docs/experience-cloud-kcs/kbarticles/KA-90002.html?lang=en`, '/de/articles/KA-90002'],
    [
      `${docs}/docs/experience-cloud-kcs/kbarticles/KA-90002.html?lang=en#resolution`,
      '/de/articles/KA-90002#resolution',
    ],
    [`${docs}/en/docs/experience-cloud-kcs/kbarticles/ka-90002`, '/de/articles/KA-90002'],
    [`${docs}/en/docs/experience-cloud-kcs/kbarticles/kt-90003#step-2`, '/de/articles/KT-90003#step-2'],
    [`${docs}/docs/experience-cloud-kcs/kbarticles/KA-90002.html#x"y`, '/de/articles/KA-90002'],
  ])('turn %s into %s', (address, local) => {
    const { html, articleLinks } = renderMarkdown(`See [that](<${address}>).`);
    expect(localizeHtml(html, 'de')).toBe(`<p>See <a href="${local}">that</a>.</p>`);
    expect(articleLinks).toEqual([{ number: local.slice(13, 21), href: expect.any(String) }]);
  });

  it('are found for bare URLs', () => {
    const { html } = renderMarkdown(`${docs}/docs/kcs/kbarticles/KA-90002.html?lang=en`);
    expect(localizeHtml(html, 'pt-BR')).toContain('<a href="/pt-BR/articles/KA-90002">');
  });

  it('lead to the reader’s locale even if the text contains the internal placeholder', () => {
    const { html } = renderMarkdown('[x](/\uE000/articles/KA-90002)');
    expect(html).toBe('<p>x</p>');
  });

  it('leave other pages of the same host alone', () => {
    expect(renderMarkdown(`[x](${docs}/docs/kbarticles/overview.html)`).articleLinks).toEqual([]);
  });
});

describe('internal URLs', () => {
  const secret = 'https://wiki.intranet.example/page?id=7';

  it.each([
    ['a link', `[the page](${secret})`, '<p>the page</p>'],
    ['a link by tag', `<a href="${secret}">the page</a>`, '<p>the page</p>'],
    ['a bare address', `see ${secret} now`, '<p>see [internal address] now</p>'],
    ['plain text', 'on crm.example/main now', '<p>on [internal address] now</p>'],
    ['inline code', `\`curl ${secret}\``, '<p><code>curl [internal address]</code></p>'],
    ['a code block', `    curl ${secret}`, '<pre><code>curl [internal address]\n</code></pre>'],
    ['an image', `![Chart](${secret})`, '<p>[Chart]</p>'],
    ['an image in a link', `[![Chart](${secret}.png)](${secret})`, '<p>[Chart]</p>'],
    ['a link title', `[x](https://help.example/ "see ${secret}")`, 'title="see [internal address]"'],
    ['an image description', `![at ${secret}](assets/lamp.png)`, '[internal address]'],
    ['a table', `| a |\n| - |\n| ${secret} |`, '<td>[internal address]</td>'],
  ])('are hidden in %s and reported', (_place, markdown, expected) => {
    const { html, text, diagnostics } = renderMarkdown(markdown);
    expect(html.toLowerCase()).toContain(expected.toLowerCase());
    expect(html + text).not.toMatch(/intranet|crm\.example/);
    expect(diagnostics).toContain('internal-address');
  });

  it.each(['javascript:alert(1)', 'http://host:port/'])('are hidden in a link inside one to %s', (outer) => {
    for (const inner of ['[x]', `[x](${secret})`]) {
      const { html } = renderMarkdown(`[x]: ${secret}\n\n<a href="${outer}">${inner}</a>`);
      expect(html, inner).toContain('x');
      expect(html, inner).not.toMatch(/intranet|crm\.example/);
    }
  });

  it('include a link with a secret', () => {
    expect(
      renderMarkdown(
        '[file](https://files.example/x?sessiontoken=abcdefgh) ![](https://files.example/y.png?sig=abcdefgh)',
      ).html,
    ).toBe('<p>file [Figure 1]</p>');
  });

  it.each([
    'https://files.example/x?__sessiontoken=___T6lIC6yifQm9PSg&amp;ext=png',
    'https://bucket.example/x.zip?X-Amz-Credential=AKIAIOSFODNN7EXAMPLEx&X-Amz-Signature=0123456789abcdef',
    'https://eu01.safelinks.protection.example/?url=https%3A%2F%2Fa.example&data=05',
    'https://files.example/x?lang=de&api_key=a1b2c3d4e5f6a7b8c9',
  ])('include %s with its secret anywhere', (address) => {
    for (const markdown of [
      `See ${address}.`,
      `\`${address}\``,
      `    ${address}`,
      `<${address}>`,
      `**${address}**`,
    ]) {
      const { html, text } = renderMarkdown(markdown);
      expect(html, markdown).toContain('[internal address]');
      expect(html + text).not.toMatch(/token|amz|api_key|safelinks|data=05/i);
    }
  });

  it('do not include a URL with a placeholder for a secret', () => {
    const { html } = renderMarkdown(
      '`https://api.example/v1?access_token=&lang=de` https://a.example/?token=YOUR_TOKEN',
    );
    expect(html).not.toContain('[internal address]');
  });

  it('keep the resolved text of a dropped link', () => {
    const { html } = renderMarkdown(`[![Lamp](assets/lamp.png) [!UICONTROL Save] \`<\` x\`>\`](${secret})`);
    expect(html).toBe(
      '<p><img src="/images/de/assets/lamp.png" alt="Lamp" loading="lazy" decoding="async"> <b class="uicontrol">Save</b> &#x3C;x></p>',
    );
  });
});
