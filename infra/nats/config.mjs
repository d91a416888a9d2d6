// Writes the configuration of nats-server: storage that fsyncs before it acknowledges, and the permission table.
import { pathToFileURL } from 'node:url';
import { permissionTable } from './permissions.mjs';

/** Larger messages carry references: `packages/bus` moves bodies above 128 kB into the blob store. */
const maxPayloadBytes = 1_048_576;

/**
 * The text of a `nats.conf`.
 *
 * @param {object} options
 * @param {number} options.port client port
 * @param {string} [options.host] default 127.0.0.1
 * @param {number} [options.monitorPort] without it the server has no monitoring endpoint
 * @param {string} [options.monitorHost] default: `host`
 * @param {string} options.storeDir folder of the streams
 * @param {Record<string, string>} options.passwords password per user of the permission table; a user without one is left out
 * @param {string} [options.serverName] default `filo`
 * @param {string} [options.maxFileStore] such as `20GB`; default: what the server takes by itself
 * @param {{user: string, password: string}} [options.testUser] an extra user who may do anything; for tests only
 * @param {'always' | string} [options.syncInterval] default `always`; anything else loses acknowledged messages in a power cut
 */
export function natsConfig(options) {
  const { port, host = '127.0.0.1', monitorPort, monitorHost = host, storeDir, passwords } = options;
  const { serverName = 'filo', maxFileStore, testUser, syncInterval = 'always' } = options;
  return [
    `server_name: ${quoted(serverName)}`,
    `listen: ${quoted(`${host}:${port}`)}`,
    ...(monitorPort ? [`http: ${quoted(`${monitorHost}:${monitorPort}`)}`] : []),
    `max_payload: ${maxPayloadBytes}`,
    '# A slow or stuck client is cut off instead of filling the memory of the server.',
    'max_pending: 67108864',
    'write_deadline: "10s"',
    'jetstream {',
    `  store_dir: ${quoted(storeDir)}`,
    '  # fsync before each acknowledgement: without it a power cut loses messages that were acknowledged.',
    `  sync_interval: ${syncInterval}`,
    ...(maxFileStore ? [`  max_file_store: ${maxFileStore}`] : []),
    '}',
    'authorization {',
    '  timeout: 5',
    '  users: [',
    ...Object.entries(permissionTable())
      .filter(([user]) => passwords[user] !== undefined)
      .map(([user, rights]) => userBlock(user, passwords[user], rights)),
    ...(testUser ? [`    { user: ${quoted(testUser.user)}, password: ${quoted(testUser.password)} }`] : []),
    '  ]',
    '}',
    '',
  ].join('\n');
}

/** Marks a password that the server reads from its environment: `{ env: 'NATS_CORE_PASSWORD' }`. */
const passwordText = (password) => (typeof password === 'object' ? `$${password.env}` : quoted(password));

function userBlock(user, password, { publish, subscribe }) {
  const list = (subjects) => subjects.map((subject) => `          ${quoted(subject)}`).join('\n');
  return [
    `    { user: ${quoted(user)}, password: ${passwordText(password)}`,
    '      permissions: {',
    `        publish: { allow: [\n${list(publish)}\n        ] }`,
    `        subscribe: { allow: [\n${list(subscribe)}\n        ] }`,
    '        allow_responses: { max: 1, expires: "2m" }',
    '      }',
    '    }',
  ].join('\n');
}

function quoted(text) {
  if (/["\\\n\r]/.test(text)) {
    throw new Error(
      `nats.conf cannot hold the value ${JSON.stringify(text)}: no quotes, backslashes or line breaks`,
    );
  }
  return `"${text}"`;
}

/**
 * The configuration for containers: passwords come from `NATS_<USER>_PASSWORD` in the environment of the server.
 *
 * @public
 */
export function containerConfig() {
  const passwords = Object.fromEntries(
    Object.keys(permissionTable()).map((user) => [user, { env: `NATS_${user.toUpperCase()}_PASSWORD` }]),
  );
  return [
    '# Written by `node infra/platforms/write-lists.mjs` out of permissions.mjs and the folders of platforms.',
    '# Passwords come from the environment and must begin with a letter: the server reads a leading digit as a number.',
    natsConfig({
      host: '0.0.0.0',
      port: 4222,
      monitorPort: 8222,
      storeDir: '/data/jetstream',
      passwords,
    }),
  ].join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(containerConfig());
}
