// The services of Filo: what to run, with which environment.
import { join, resolve } from 'node:path';
import { blobStorage } from './blob-storage.mjs';
import { dieWithParent } from '../processes/child.mjs';
import { root } from '../toolchain/root.mjs';
import { portsFile } from './ports.mjs';
import { natsPassword, serviceKey } from './secrets.mjs';
import { reachable } from './settings.mjs';

/** Ports besides the public ones that an installation keeps. */
export function innerPorts({ databaseUrl, natsUrl, ...running }) {
  return [
    ...(databaseUrl ? [] : ['postgres']),
    ...(natsUrl ? [] : ['nats', 'natsMonitor']),
    ...serviceNames(running).map(healthPortName),
  ];
}

export const serviceNames = ({ workers, moreConnectors }) => [
  ...workerNames(workers),
  'core-api',
  'connector-email',
  'connector-webform',
  'connector-social',
  ...moreConnectors.map((name) => `connector-${name}`),
];

const workerNames = (count) =>
  Array.from({ length: count }, (_, index) => (index === 0 ? 'core-worker' : `core-worker-${index + 1}`));

const healthPortName = (service) => `${service}-health`;

/**
 * @param {object} at settings, ports, secret, databaseUrl, bus (`{url, monitorUrl}`) of this start
 * @returns {import('../processes/supervisor.mjs').Kept[]}
 */
export function services(at) {
  const { settings, ports } = at;
  const own = (name, { folder, user, script, env }) => ({
    name,
    command: [...dieWithParent(), process.execPath, `dist/bundle/${script}`],
    options: {
      cwd: join(root, folder),
      env: {
        ...serviceEnvironment(at, user),
        FILO_HEALTH_PORT: String(ports[healthPortName(name)]),
        ...env,
      },
    },
    isReady: () =>
      saysReady(`http://${reachable(settings.healthHost)}:${ports[healthPortName(name)]}/health/ready`),
  });
  const connector = (name, env) =>
    own(`connector-${name}`, { folder: `apps/connector-${name}`, user: name, script: 'main.js', env });
  const core = { folder: 'apps/core', user: 'core', env: coreEnvironment(at) };
  return [
    ...workerNames(settings.workers).map((name) => own(name, { ...core, script: 'start-worker.js' })),
    own('core-api', { ...core, script: 'start-api.js' }),
    connector('email', {
      FILO_SMTP_PORT: String(ports.smtp),
      FILO_DATA: join(settings.dataFolder, 'email'),
      ...oauthClients(),
    }),
    connector('webform', {
      FILO_FORM_PORT: String(ports.form),
      FILO_DATA: join(settings.dataFolder, 'webform'),
    }),
    connector('social', {
      FILO_DATA: join(settings.dataFolder, 'social'),
      ...pick(process.env, ['FILO_X_WEBHOOK_PORT', 'FILO_X_CLIENT_ID', 'FILO_X_CLIENT_SECRET']),
    }),
    ...settings.moreConnectors.map((name) => connector(name, { FILO_DATA: join(settings.dataFolder, name) })),
  ];
}

/** The commands that run once before the services: streams and buckets, then the schema and the first content. */
export function commands(at) {
  return {
    provision: {
      command: [process.execPath, join(root, 'packages/bus/dist/bundle/provision-command.js')],
      env: {
        ...serviceEnvironment(at, 'provisioner'),
        NATS_MONITOR_URL: at.bus.monitorUrl,
        ...(at.settings.natsUrl ? pick(process.env, ['NATS_SYNC_ALWAYS']) : {}),
      },
    },
    migrate: {
      command: [process.execPath, join(root, 'apps/core/dist/bundle/migrate.js')],
      env: { ...serviceEnvironment(at, 'core'), ...coreEnvironment(at) },
    },
  };
}

/** Where browsers reach the inbox. */
export const publicUrlOf = (settings, ports) =>
  settings.publicUrl ?? `http://${reachable(settings.host)}:${ports.http}`;

function coreEnvironment({ settings, databaseUrl, ports }) {
  return {
    DATABASE_URL: databaseUrl,
    FILO_DATA: join(settings.dataFolder, 'core'),
    FILO_HTTP_PORT: String(ports.http),
    FILO_SMTP_PORT: String(ports.smtp),
    FILO_FORM_PORT: String(ports.form),
    FILO_FORM_URL: settings.formUrl ?? `http://${reachable(settings.host)}:${ports.form}`,
    FILO_PUBLIC_URL: publicUrlOf(settings, ports),
    FILO_PORTS_FILE: portsFile(settings.dataFolder),
    FILO_INBOX_DIST: join(root, 'apps/inbox/dist'),
    ...formerKeys(),
    ...blobStorage(),
    ...pick(process.env, ['FILO_ADMIN_EMAIL', 'FILO_ADMIN_PASSWORD', 'FILO_ORGANISATION', 'FILO_SMTP_OUT']),
  };
}

/** Former master keys, newest first, separated by commas: what they signed stays valid until it expires. */
function formerKeys() {
  const former = (process.env.FILO_SECRET_KEY_FORMER ?? '').split(',').filter(Boolean);
  const derived = former.map((key) => serviceKey(Buffer.from(key.trim(), 'base64url'), 'core'));
  return derived.length > 0 ? { FILO_SECRET_KEY_FORMER: derived.join(',') } : {};
}

/** What is meant for one service, or for the launcher, is not handed to all. */
const notForAll =
  /^(npm_|INIT_CWD$|NODE_OPTIONS$|DATABASE_URL$|NATS_|FILO_NATS_|FILO_(ADMIN_|BLOBS$|OAUTH_|S3_|SECRET_KEY|SMTP_OUT|X_CLIENT_|DATA$|.*_PORT$)|PG)/;

function serviceEnvironment({ settings, secret, bus }, user) {
  const inherited = Object.entries(process.env).filter(([name]) => !notForAll.test(name));
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: 'production',
    NATS_URL: bus.url,
    ...busUser({ settings, secret }, user),
    ...busCertificates(settings),
    FILO_HOST: settings.host,
    FILO_HEALTH_HOST: settings.healthHost,
    FILO_SECRET_KEY: serviceKey(secret, user),
    FILO_EXIT_WITH_PARENT: 'true',
  };
}

/**
 * Our own server knows every user by a derived password. Another one: `FILO_NATS_PASSWORD_CORE` and so on per user, or
 * `NATS_USER` and `NATS_PASSWORD` for all, or nobody.
 */
function busUser({ settings, secret }, user) {
  if (!settings.natsUrl) return { NATS_USER: user, NATS_PASSWORD: natsPassword(secret, user) };
  const own = process.env[`FILO_NATS_PASSWORD_${user.toUpperCase()}`];
  if (own) return { NATS_USER: user, NATS_PASSWORD: own };
  return pick(process.env, ['NATS_USER', 'NATS_PASSWORD']);
}

/** Files that a bus of somebody else is told by; services run in folders of their own. */
function busCertificates({ natsUrl }) {
  const files = natsUrl ? pick(process.env, ['NATS_CA_FILE', 'NATS_CERT_FILE', 'NATS_KEY_FILE']) : {};
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, resolve(root, file)]));
}

/** Clients at providers of mailboxes hold secrets, so that the mail connector alone gets them. */
const oauthClients = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('FILO_OAUTH_')));

const pick = (from, names) =>
  Object.fromEntries(names.filter((name) => from[name]).map((name) => [name, from[name]]));

async function saysReady(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
