// What `npm start` reads from the environment, checked once, with all complaints together.
import { resolve } from 'node:path';
import { connectors } from '../../nats/permissions.mjs';
import { root } from '../toolchain/root.mjs';

/** 0 stands for a free one. */
const anyPort = { min: 0, max: 65_535 };
const defaults = { http: 4600, form: 4610, smtp: 4625, demo: 4640 };

/** Settings are wrong; the message names every one. */
export class BadSettings extends Error {}

/**
 * @param {Record<string, string | undefined>} [env]
 * @param {{isDemo?: boolean}} [options] a demo has one port more
 * @throws {BadSettings}
 */
export function readSettings(env = process.env, { isDemo = false } = {}) {
  const complaints = [];
  const number = numbersIn(env, complaints);
  const settings = {
    host: env.FILO_HOST || '127.0.0.1',
    healthHost: env.FILO_HEALTH_HOST || '127.0.0.1',
    dataFolder: resolve(root, env.FILO_DATA || '.filo'),
    publicPorts: {
      http: number('FILO_HTTP_PORT', defaults.http, anyPort),
      form: number('FILO_FORM_PORT', defaults.form, anyPort),
      smtp: number('FILO_SMTP_PORT', defaults.smtp, anyPort),
      ...(isDemo && { demo: number('FILO_DEMO_PORT', defaults.demo, anyPort) }),
    },
    workers: number('FILO_WORKERS', 1, { min: 1, max: 16 }),
    moreConnectors: list(env.FILO_MORE_CONNECTORS),
    databaseUrl: env.DATABASE_URL || undefined,
    natsUrl: env.NATS_URL || undefined,
    natsMonitorUrl: env.NATS_MONITOR_URL || undefined,
    secretKey: env.FILO_SECRET_KEY || undefined,
    publicUrl: env.FILO_PUBLIC_URL || undefined,
    formUrl: env.FILO_FORM_URL || undefined,
    hasAdmin: Boolean(env.FILO_ADMIN_EMAIL && env.FILO_ADMIN_PASSWORD),
    smtpOut: env.FILO_SMTP_OUT || undefined,
  };
  complaints.push(
    ...secretComplaints(settings),
    ...adminComplaints(env),
    ...sharedPorts(settings.publicPorts),
    ...connectorComplaints(settings),
  );
  for (const name of ['DATABASE_URL', 'NATS_URL', 'FILO_PUBLIC_URL', 'FILO_FORM_URL', 'FILO_SMTP_OUT']) {
    if (env[name] && !URL.canParse(env[name].split(',')[0])) complaints.push(`${name} is not a URL.`);
  }
  if (complaints.length > 0)
    throw new BadSettings(`Nothing was started:\n${complaints.map(bullet).join('\n')}`);
  return settings;
}

/** Reads whole numbers; what is none becomes a complaint. */
const numbersIn =
  (env, complaints) =>
  (name, fallback, { min, max }) => {
    const text = env[name] || String(fallback);
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    complaints.push(`${name} is "${text}"; it must be a whole number from ${min} to ${max}.`);
    return fallback;
  };

const bullet = (line) => `  - ${line}`;

function secretComplaints({ secretKey }) {
  if (secretKey === undefined) return [];
  const good = /^[A-Za-z0-9_-]+={0,2}$/.test(secretKey) && Buffer.from(secretKey, 'base64url').length >= 32;
  return good
    ? []
    : ['FILO_SECRET_KEY must be base64url of 32 bytes or more (openssl rand -base64 32 | tr +/ -_).'];
}

function adminComplaints(env) {
  const [email, password] = [env.FILO_ADMIN_EMAIL, env.FILO_ADMIN_PASSWORD];
  if (Boolean(email) !== Boolean(password))
    return [
      'FILO_ADMIN_EMAIL and FILO_ADMIN_PASSWORD belong together: set both, or none and use the wizard link.',
    ];
  return [
    ...(email && !/^[^@\s]+@[^@\s]+$/.test(email) ? ['FILO_ADMIN_EMAIL is not an e-mail address.'] : []),
    ...(password && password.length < 8 ? ['FILO_ADMIN_PASSWORD must have 8 characters or more.'] : []),
  ];
}

const list = (text) => (text ?? '').split(/[\s,]+/).filter(Boolean);

const alwaysRun = ['email', 'webform', 'social'];

/** Another connector than those that always run needs a user on the bus. */
function connectorComplaints({ moreConnectors }) {
  return moreConnectors
    .filter((name) => connectors[name] === undefined || alwaysRun.includes(name))
    .map(
      (name) =>
        `FILO_MORE_CONNECTORS names "${name}"; it must be a line in infra/nats/permissions.mjs beside ${alwaysRun.join(', ')}, which run anyway.`,
    );
}

function sharedPorts(ports) {
  const chosen = Object.values(ports).filter((port) => port !== 0);
  return new Set(chosen).size === chosen.length
    ? []
    : ['FILO_HTTP_PORT, FILO_FORM_PORT, FILO_SMTP_PORT and, in a demo, FILO_DEMO_PORT must differ.'];
}

export const isLoopback = (host) => /^(127\.|localhost$|::1$|\[::1\]$)/.test(host);

/** Where we ourselves reach what listens on `host`. */
export function reachable(host) {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::' || host === '[::]') return '[::1]';
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
