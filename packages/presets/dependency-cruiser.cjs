// Who may import whom. The table stands in docs/architecture.md; a breach fails `pnpm run boundaries`.
const allowed = {
  'packages/contracts': [],
  'packages/api-client': [],
  'packages/service': [],
  'packages/presets': [],
  'packages/text-limits': [],
  'packages/wall-clock': [],
  'packages/bus': ['packages/contracts'],
  'packages/connector': ['packages/contracts', 'packages/bus', 'packages/service'],
  'packages/testing': ['packages/contracts', 'packages/bus'],
  'apps/connector-email': ['packages/contracts', 'packages/connector', 'packages/service'],
  'apps/connector-webform': ['packages/contracts', 'packages/connector', 'packages/service'],
  'apps/connector-social': [
    'packages/contracts',
    'packages/connector',
    'packages/service',
    'packages/text-limits',
  ],
  'apps/connector-sample': ['packages/contracts', 'packages/connector', 'packages/service'],
  'apps/core': [
    'packages/contracts',
    'packages/bus',
    'packages/service',
    'packages/text-limits',
    'packages/wall-clock',
  ],
  'apps/inbox': ['packages/contracts', 'packages/api-client', 'packages/text-limits', 'packages/wall-clock'],
  'apps/e2e': ['packages/api-client', 'packages/contracts', 'packages/testing'],
  'infra/local': ['infra/nats'],
  'infra/bench': ['packages/contracts', 'packages/bus', 'packages/testing', 'infra/local'],
  'infra/nats': ['infra/platforms'],
  'infra/platforms': ['infra/nats'],
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

// Where each foreign library is at home: the one file or folder that knows it, so that another can take its place.
// Types count too. Tests may speak to the outside by the same library.
const homes = {
  aws4fetch: ['apps/core/src/blobs/s3/'],
  '@node-rs/argon2': ['apps/core/src/sessions/'],
  pg: ['apps/core/src/(database|backup|live)/', 'packages/testing/'],
  'pg-copy-streams': ['apps/core/src/backup/'],
  'tar-stream': ['apps/core/src/backup/archive/'],
  '@fastify/cookie': ['apps/core/src/(http|sessions)/'],
  '@fastify/static': ['apps/core/src/http/'],
  imapflow: ['apps/connector-email/src/imap/'],
  'smtp-server': ['apps/connector-email/src/door/', 'apps/e2e/'],
  // The parser of addresses is the one part of the sender that reading needs.
  nodemailer: ['apps/connector-email/src/(sending|judging|reading/addresses)/', 'apps/e2e/'],
  mailauth: ['apps/connector-email/src/judging/', 'apps/e2e/'],
  'iconv-lite': ['apps/connector-email/src/reading/mime/'],
  piscina: ['apps/connector-email/src/reading/'],
  htmlparser2: [
    'apps/connector-email/src/reading/html/',
    'apps/connector-social/src/(platforms/mastodon/reading|link-cards)/',
    'apps/core/src/replies/',
  ],
  masto: ['apps/connector-social/src/platforms/mastodon/', 'packages/testing/src/mastodon/'],
  ws: ['apps/connector-social/src/platforms/mastodon/', 'packages/testing/src/mastodon/'],
  'twitter-api-v2': ['apps/connector-social/src/platforms/x/'],
  '@atproto/[^/]+': ['apps/connector-social/src/platforms/bluesky/', 'packages/testing/src/bluesky/'],
  '@atproto-labs/[^/]+': ['apps/connector-social/src/(platforms/bluesky|requests)/'],
  'altcha-lib': ['apps/connector-webform/src/guard/'],
  '@nats-io/[^/]+': ['packages/bus/'],
  'csv-parse': ['apps/core/src/imports/csv/'],
  'request-filtering-agent': ['apps/core/src/outbound/'],
  'libphonenumber-js': ['apps/core/src/matching/reading/'],
  'openapi-fetch': ['packages/api-client/'],
  pino: ['packages/service/'],
  'prom-client': ['packages/service/'],
  dompurify: ['apps/inbox/src/features/thread/message/'],
  '@tiptap/[^/]+': ['apps/inbox/src/features/composer/rich/'],
};

const atHome = Object.entries(homes).map(([library, folders]) => ({
  name: `home-of-${library.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`,
  comment: `${library} is imported in ${folders.join(' and ')} alone`,
  severity: 'error',
  from: { path: '^(apps|packages)/', pathNot: [isTest, `^(${folders.join('|')})`] },
  to: { path: `node_modules/(@types/)?${library}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rules,
    {
      name: 'no-app-imports-an-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      // What a platform says of itself is data, which tests of others read.
      to: { path: '^apps/', pathNot: ['^apps/$1/', '/descriptor\\.json$'] },
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
          '/descriptor\\.json$',
          '^packages/[^/]+/src/index\\.ts$',
          '^packages/contracts/src/http/index\\.ts$',
          '^packages/connector/src/testing/index\\.ts$',
          '^packages/testing/src/bluesky/index\\.ts$',
          '^packages/testing/src/mastodon/index\\.ts$',
          '^packages/testing/src/x/index\\.ts$',
        ],
      },
    },
    ...atHome,
    {
      name: 'contracts-depend-on-zod-alone',
      comment: 'They run in every service and lend their types to the browser.',
      severity: 'error',
      from: { path: '^packages/contracts/src/', pathNot: isTest },
      to: { pathNot: ['^packages/contracts/', 'node_modules/zod/'] },
    },
    {
      name: 'the-inbox-takes-types-of-contracts',
      comment: 'A schema in the browser would bring zod with it.',
      severity: 'error',
      from: { path: '^apps/inbox/src/', pathNot: isTest },
      to: { path: '^packages/contracts/', dependencyTypesNot: ['type-only'] },
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
    // Only what we build ourselves: the entry of many a library lies in its dist, too.
    exclude: { path: '^(apps|packages|infra)/[^/]+/(dist|\\.turbo)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@filo/source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css'],
    },
  },
};
