import { readFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildApp } from '../support/build-app.js';
import { PACKAGE_ROOT } from '../support/package-root.js';

const read = (file: string): string => readFileSync(path.join(PACKAGE_ROOT, 'docs', file), 'utf8');

it('dashboard, alerts and documentation name existing metrics', async () => {
  const site = await buildApp();
  await request(site.app).get('/api/v1/search?q=lamp');
  const { text } = await request(site.cached).get('/metrics').expect(200);
  const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  // Only where answers are cached.
  for (const name of ['requests_total', 'drops_total', 'bytes']) known.add(`parlance_response_cache_${name}`);
  const named = ['operations.md', 'grafana-dashboard.json', 'alerts.yaml'].flatMap((file) =>
    [...read(file).matchAll(/\b(?:parlance|nodejs|process)_[a-z0-9_]+[a-z]\b/g)].map(([name]) =>
      name.replace(/_(?:bucket|count|sum)$/, ''),
    ),
  );
  expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
  expect(JSON.parse(read('grafana-dashboard.json'))).toHaveProperty('panels');
  expect(parse(read('alerts.yaml'))).toHaveProperty('groups');
  await site.close();
});
