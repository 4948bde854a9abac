/**
 * The house's import rules (ARCHITECTURE.md): rooms import one way only.
 * Each room may import the rooms named before it, never those after it.
 */
const order = [
  ['problem', 'absent', 'thread-pool', 'group-by'],
  ['locale'],
  ['article'],
  ['content'],
  ['library'],
  ['search', 'walk', 'ledger', 'social-card'],
  ['check'],
  ['report'],
  ['ingest'],
  ['http'],
  ['presenters'],
  ['pages', 'api', 'mcp'],
  ['config'],
  ['server'],
  ['cli'],
  ['main'],
];
const room = (name) => `^src/${name}(/|\\.tsx?$)`;

const oneWay = order.flatMap((names, level) => {
  const later = order.slice(level + 1).flat();
  const siblings = names.length > 1 ? names : [];
  return names.map((name) => ({
    name: `one-way-${name}`,
    comment: `${name} may not import a room that stands after it`,
    severity: 'error',
    from: { path: room(name) },
    to: { path: [...later, ...siblings.filter((sibling) => sibling !== name)].map(room) },
  }));
});

export default {
  forbidden: [
    ...oneWay.filter((rule) => rule.to.path.length > 0),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-http-in-domain-rooms',
      comment: 'domain rooms take no request and no response',
      severity: 'error',
      from: { path: '^src/(article|content|library|search|walk|ledger|social-card|check|report|locale)/' },
      to: { path: '^node_modules/(express|supertest)/' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependencies',
      comment: 'types alone may come from them; optional peers are installed by who wants what needs them',
      severity: 'error',
      from: { path: '^src' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'npm-peer'],
        pathNot: '^node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
