// Who may import whom. The table stands in docs/architecture.md; a breach fails `pnpm run boundaries`.
const allowed = {
  'packages/contracts': [],
  'packages/api-client': [],
  'packages/service': [],
  'packages/presets': [],
  'packages/bus': ['packages/contracts'],
  'packages/connector': ['packages/contracts', 'packages/bus', 'packages/service'],
  'packages/testing': ['packages/contracts', 'packages/bus'],
  'apps/connector-email': ['packages/contracts', 'packages/connector', 'packages/service'],
  'apps/connector-webform': ['packages/contracts', 'packages/connector', 'packages/service'],
  'apps/connector-sample': ['packages/contracts', 'packages/connector', 'packages/service'],
  'apps/core': ['packages/contracts', 'packages/bus', 'packages/service'],
  'apps/inbox': ['packages/contracts', 'packages/api-client'],
  'apps/e2e': ['packages/api-client', 'packages/contracts', 'packages/testing'],
  'infra/local': ['infra/nats'],
  'infra/bench': ['packages/contracts', 'packages/bus', 'packages/testing', 'infra/local'],
  'infra/nats': [],
  'infra/docker': [],
};

const isTest = '(/test/|/testing/|\\.test\\.tsx?$|jest\\.config\\.mjs$)';

const rules = Object.entries(allowed).map(([from, to]) => ({
  name: `imports-of-${from.replace('/', '-')}`,
  comment: `${from} may import from this repository only: ${to.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: isTest },
  to: { path: '^(apps|packages|infra)/', pathNot: `^(${[from, ...to].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rules,
    {
      name: 'no-app-imports-an-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'tests-import-the-front-door',
      comment: 'Even a test reaches another package only through what it exports.',
      severity: 'error',
      from: { path: '^(apps|packages)/([^/]+)/' },
      to: {
        path: '^(apps|packages)/[^/]+/src/',
        pathNot: [
          '^$1/$2/',
          '^packages/[^/]+/src/index\\.ts$',
          '^packages/contracts/src/http/index\\.ts$',
          '^packages/connector/src/testing/index\\.ts$',
        ],
      },
    },
    {
      name: 'nats-only-in-bus',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: '^packages/bus/' },
      to: { path: 'node_modules/@nats-io/' },
    },
    {
      name: 'testing-only-from-tests',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: [isTest, '^packages/testing/', '^apps/e2e/'] },
      to: { path: '^packages/testing/' },
    },
    {
      name: 'features-never-import-features',
      severity: 'error',
      from: { path: '^apps/inbox/src/features/([^/]+)/' },
      to: { path: '^apps/inbox/src/features/', pathNot: '^apps/inbox/src/features/$1/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { pathNot: '\\.mjs$|\\.cjs$' },
      to: { couldNotResolve: true, pathNot: '^(node:|virtual:)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|\\.turbo/)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@filo/source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
};
