/** The bytes sent over one connection. */
export interface FuzzedRequest {
  /** Its kind, for the report. */
  readonly kind: string;
  readonly bytes: Buffer;
  /** Whether the client disconnects without reading the response. */
  readonly isAbandoned: boolean;
}

/** A random source; the same for a seed on every machine. */
export interface Random {
  readonly below: (bound: number) => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  readonly chance: (share: number) => boolean;
}

/** Create a random source. @see https://prng.di.unimi.it/splitmix64.c */
export function createRandom(seed: number): Random {
  let state = BigInt.asUintN(64, BigInt(seed));
  const next = (): number => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return Number((mixed ^ (mixed >> 31n)) >> 11n) / 2 ** 53;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    below,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('nothing to pick from');
      return value;
    },
    chance: (share) => next() < share,
  };
}

/** What exists on the fuzzed site. */
export interface FuzzedSite {
  readonly locales: readonly string[];
  readonly numbers: readonly string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'get', 'X'];
const TAILS = [
  '',
  '/walk',
  '/walk/graph.svg',
  '/walk/outcomes',
  '/card.png',
  '/feedback',
  '/links',
  '/usage',
];
const FIXED = [
  '/',
  '/robots.txt',
  '/llms.txt',
  '/sitemap.xml',
  '/sitemap-1.xml',
  '/opensearch.xml',
  '/opensearch/suggestions',
  '/oembed',
  '/problems',
  '/problems/internal',
  '/healthz',
  '/readyz',
  '/metrics',
  '/static/base.css',
  '/images/de/assets/lamp.png',
  '/api/v1/articles',
  '/api/v1/search',
  '/api/v1/suggest',
  '/api/v1/openapi.json',
  '/api/v1/docs',
  '/api/v1/report',
  '/api/v1/tickets/zendesk/1',
  '/mcp',
];
const NASTY = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '999999999999999999999',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  '[]',
  '%',
  '%00',
  '%E0%A4%A',
  '%ED%A0%80',
  '..%2f..%2fetc%2fpasswd',
  '//evil.example',
  '\\evil',
  "' or 1=1 --",
  '"<script>',
  '{{7*7}}',
  '😀',
  '‮',
  '\u0000',
  'a'.repeat(300),
  '日本語',
  '"unclosed',
  'NEAR(',
  'a AND OR *',
  '2022-13-45T99:99:99',
  'UTC+99',
];
const QUERY_NAMES = [
  'q',
  'lang',
  'locale',
  'product',
  'sort',
  'cursor',
  'limit',
  'beside',
  'faults',
  'include',
  'foundIn',
  'v',
  'width',
  'url',
  'format',
  'updatedSince',
  'logs',
  'zone',
  'restart',
  'period',
  'utm_source',
];
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  Accept: ['*/*', 'text/html', 'application/json', 'text/markdown', 'text/event-stream', ',,;q=x', 'a/b;q=9'],
  'Accept-Encoding': ['gzip', 'br', 'identity;q=0', '*;q=0', 'zstd', ','],
  'Accept-Language': ['de', 'xx-YY', '*', ';;', 'de;q=0,en;q=0', 'a'.repeat(2000)],
  Cookie: ['locale=de', 'locale=%%%', '=;;', `locale=${'x'.repeat(4000)}`],
  'If-None-Match': ['*', '"x"', 'W/"x"', '"', '"a", "b"'],
  'If-Modified-Since': ['never', 'Sat, 28 Nov 2026 00:00:00 GMT'],
  'Cache-Control': ['no-cache', 'max-age=0'],
  Authorization: ['Bearer x', 'Bearer parlance_0123456789ab_' + 'a'.repeat(43), 'Basic eA==', 'Bearer'],
  Range: ['bytes=0-1', 'bytes=-5', 'bytes=9-1', 'bytes=0-0,1-1,2-2', 'lines=1'],
  Origin: ['https://evil.example', 'null', 'http://localhost'],
  Host: ['localhost', 'evil.example:99999', '[::1]', '', 'a b'],
  Expect: ['100-continue', '200-ok'],
  Upgrade: ['websocket', 'h2c'],
  Connection: ['keep-alive', 'upgrade', 'close, TE'],
  'Content-Encoding': ['gzip', 'br', 'identity', 'x'],
  'X-Forwarded-For': ['1.2.3.4', 'evil, "', '::1'],
  'X-Forwarded-Proto': ['https', 'x'],
  'X-Request-Id': ['a'.repeat(64), 'ÿÿÿ', 'valid-request-id'],
  'Sec-Fetch-Site': ['same-origin', 'cross-site', 'x'],
  'Mcp-Session-Id': ['x'],
  'MCP-Protocol-Version': ['2025-06-18', '1999-01-01'],
  'Access-Control-Request-Method': ['POST', 'DELETE', 'x'],
};

/** Create a generator of requests. @param random - Determines all of them. */
export function createRequests(random: Random, { locales, numbers }: FuzzedSite): () => FuzzedRequest {
  const { below, pick, chance } = random;
  const text = (): string =>
    chance(0.5) ? pick(NASTY) : pick([...locales, ...numbers, 'lamp', 'Lampe 06:00']);

  const target = (): string => {
    const locale = chance(0.85) ? pick(locales) : text();
    const number = chance(0.85) ? pick(numbers) : text();
    const path = pick([
      `/${locale}/articles/${number}${pick([...TAILS, '.md', '.json'])}`,
      `/${locale}${pick(['/', '/articles', '/search', '/feed.atom', '/llms.txt'])}`,
      `/api/v1/articles/${number}${pick(TAILS)}`,
      `/${number}`,
      pick(FIXED),
      `/${text()}/${text()}`,
    ]);
    const escaped = chance(0.9) ? encodeURI(path).replaceAll('%25', '%') : path;
    const query = Array.from({ length: below(4) }, () => `${pick(QUERY_NAMES)}=${query_(text())}`).join('&');
    return mutate(query === '' ? escaped : `${escaped}?${query}`);
  };
  const query_ = (value: string): string => (chance(0.7) ? encodeURIComponent(value) : value);
  const mutate = (value: string): string => {
    if (chance(0.9)) return value;
    const at = below(value.length + 1);
    return value.slice(0, at) + pick(NASTY) + value.slice(at + below(4));
  };
  const headers = (): string[] =>
    Array.from({ length: below(3) }, () => {
      const name = pick(Object.keys(HEADERS));
      return `${name}: ${pick(HEADERS[name] ?? [''])}`;
    });
  const request = (
    method: string,
    path: string,
    lines: readonly string[],
    body: Buffer = Buffer.alloc(0),
  ): Buffer => {
    const host = lines.some((line) => line.startsWith('Host:')) ? [] : ['Host: localhost'];
    const close = chance(0.97) ? ['Connection: close'] : [];
    const head = [`${method} ${path.replace(/[\r\n]/g, '')} HTTP/1.1`, ...host, ...close, ...lines].join(
      '\r\n',
    );
    return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'utf8'), body]);
  };
  const post = (path: string, type: string, body: Buffer): Buffer => {
    const length = chance(0.95) ? body.length : body.length + below(50);
    const framing = chance(0.9) ? [`Content-Length: ${length}`] : ['Transfer-Encoding: chunked'];
    const framed = framing[0]?.startsWith('T') === true ? chunked(body) : body;
    return request(
      chance(0.95) ? 'POST' : pick(METHODS),
      path,
      [`Content-Type: ${type}`, ...framing, ...headers()],
      framed,
    );
  };
  const chunked = (body: Buffer): Buffer => {
    const end = pick(['0\r\n\r\n', '0\r\n', 'zz\r\n', '']);
    return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from(`\r\n${end}`)]);
  };
  const json = (depth = 0): unknown =>
    pick<() => unknown>([
      () => text(),
      () => below(1000) - 500,
      () => null,
      () => chance(0.5),
      () => (depth > 3 ? [] : Array.from({ length: below(4) }, () => json(depth + 1))),
      () =>
        depth > 3
          ? {}
          : Object.fromEntries(
              Array.from({ length: below(4) }, () => [
                pick([...QUERY_NAMES, 'answers', 'walk', 'version', 'helpful', 'comment', 'outcome', 'note']),
                json(depth + 1),
              ]),
            ),
    ])();
  const number = (): string => (chance(0.9) ? pick(numbers) : text());
  const answers = (): unknown => ({
    locale: chance(0.8) ? pick(locales) : json(),
    answers: chance(0.7)
      ? {
          logs: chance(0.5) ? '19.08.2022 06:00:12 fault.logon' : text(),
          zone: text(),
          restart: json(),
          period: json(),
        }
      : json(),
  });
  const apiPost = (): Buffer => {
    const [path, body] = pick<() => [string, unknown]>([
      () => [`/api/v1/articles/${number()}/walk`, answers()],
      () => [
        `/api/v1/articles/${number()}/feedback`,
        { locale: pick(locales), helpful: true, comment: text() },
      ],
      () => [`/api/v1/articles/${number()}/walk/outcomes`, json()],
      () => [`/api/v1/articles/${number()}/links/zendesk/1`, json()],
      () => ['/api/v1/search', { q: text() }],
      () => ['/mcp', message()],
    ])();
    let sent: Buffer = Buffer.from(JSON.stringify(chance(0.85) ? body : json()));
    if (chance(0.1)) sent = sent.subarray(0, below(sent.length));
    return post(path, chance(0.95) ? 'application/json' : pick(NASTY), sent);
  };
  const message = (): unknown => ({
    jsonrpc: chance(0.95) ? '2.0' : json(),
    id: chance(0.9) ? below(100) : json(),
    method: pick(['initialize', 'tools/list', 'tools/call', 'resources/read', 'prompts/get', 'ping', text()]),
    params: pick<() => unknown>([
      () => ({ protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } }),
      () => ({
        name: pick(['search_articles', 'get_article', 'start_walk', 'answer_walk', text()]),
        arguments: { query: text(), locale: pick(locales), number: number(), answers: json() },
      }),
      () => json(),
    ])(),
  });
  const form = (): Buffer => {
    const path = `/${pick(locales)}${pick([`/articles/${number()}/walk`, `/articles/${number()}/feedback`, '/search'])}`;
    const fields = ['question', 'answer', 'reply', 'helpful', 'comment', 'q', 'time', 'zone'];
    const pairs = Array.from({ length: below(6) }, () => `${pick(fields)}=${query_(text())}`);
    return post(path, 'application/x-www-form-urlencoded', Buffer.from(pairs.join('&')));
  };
  const multipart = (): Buffer => {
    const part = (): string =>
      pick([
        `Content-Disposition: form-data; name="${pick(['answers', 'locale', 'answer', 'helpful'])}"\r\n\r\n${text()}`,
        `Content-Disposition: form-data; name="${pick(['logs', 'file', 'log'])}"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n19.08.2022 06:00:12 abc`,
        'Content-Disposition: form-data\r\n\r\nx',
        'X: y\r\n\r\n',
        `\r\n${text()}`,
      ]);
    const parts = Array.from({ length: 1 + below(3) }, () => `--X\r\n${part()}\r\n`);
    const whole = Buffer.from(`${parts.join('')}--X--\r\n`);
    const body = chance(0.4) ? whole : whole.subarray(0, below(whole.length + 1));
    const page = `/${pick(locales)}/articles/${number()}${pick(['/walk', '/feedback'])}`;
    return post(
      chance(0.5) ? page : `/api/v1/articles/${number()}/walk`,
      chance(0.95)
        ? 'multipart/form-data; boundary=X'
        : pick(['multipart/form-data', 'multipart/form-data; boundary=']),
      body,
    );
  };
  const raw = (): Buffer =>
    pick<() => Buffer>([
      () => Buffer.from(Array.from({ length: below(200) }, () => below(256))),
      () => Buffer.concat([request('GET', target(), []), request('GET', target(), [])]),
      () => Buffer.from(`GET /${'a'.repeat(below(90_000))} HTTP/1.1\r\nHost: x\r\n\r\n`),
      () => Buffer.from('CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n'),
      () => Buffer.from('GET / HTTP/1.0\r\n\r\n'),
      () => Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
      () =>
        Buffer.from(
          'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc',
        ),
      () =>
        request(
          'GET',
          '/',
          Array.from({ length: below(300) }, (_, index) => `X-${index}: y`),
        ),
      () => Buffer.from('\x16\x03\x01\x02\x00\x01\x00\x01\xfc', 'latin1'),
    ])();
  const kinds: readonly (readonly [string, () => Buffer])[] = [
    ['page or API', () => request(chance(0.8) ? 'GET' : pick(METHODS), target(), headers())],
    ['page or API', () => request('GET', target(), headers())],
    ['JSON and MCP', apiPost],
    ['form', form],
    ['multipart', multipart],
    ['raw socket', raw],
  ];
  return () => {
    const [kind, make] = pick(kinds);
    const bytes = make();
    // A client that disconnects while sending, or before the response.
    const isCut = chance(0.04);
    return {
      kind,
      bytes: isCut ? bytes.subarray(0, below(bytes.length + 1)) : bytes,
      isAbandoned: isCut || chance(0.02),
    };
  };
}
