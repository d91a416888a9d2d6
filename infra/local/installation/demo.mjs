// `npm start -- --demo`: a Filo of its own that begins anew at each start, with a town of customers who write to it.
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dieWithParent } from '../processes/child.mjs';
import { root } from '../toolchain/root.mjs';
import { BadSettings, isLoopback, reachable } from './settings.mjs';

const admin = { email: 'demo@filo.example', password: 'demo-demo-demo' };
/** Gives the OK that an answer about harm, law or press needs. */
const colleague = { name: 'Kim', email: 'kim@filo.example' };
/** One for each network of `infra/demo/networks`. */
export const networkPorts = ['demo-bluesky', 'demo-mastodon', 'demo-x'];
const lockFile = 'launcher.lock';

/**
 * The environment of a demo: beside the real data, and quick to follow.
 *
 * @throws {BadSettings} when it would touch what is not its own, or let others in by a password that stands in the source
 */
export function demoEnvironment(env) {
  const own = ['DATABASE_URL', 'NATS_URL', 'FILO_BLOBS'].filter((name) => env[name]);
  const complaints = [
    ...own.map((name) => `${name} is set; the demo empties what it uses, and so uses its own.`),
    ...(env.FILO_HOST && !isLoopback(env.FILO_HOST)
      ? [
          `FILO_HOST is ${env.FILO_HOST}; the demo has a password that everybody knows, and stays on this machine.`,
        ]
      : []),
  ];
  if (complaints.length > 0)
    throw new BadSettings(`The demo was not started:\n${complaints.map((one) => `  - ${one}`).join('\n')}`);
  return {
    FILO_SOCIAL_POLL_SECONDS: '2',
    FILO_SOCIAL_GONE_AFTER_MINUTES: '0',
    FILO_X_POLL_SECONDS: '2',
    FILO_X_COMPARE_HOURS: '0',
    // Its own network has no page to sign in at.
    FILO_BLUESKY_SIGN_IN: 'false',
    ...env,
    FILO_DATA: join(resolve(root, env.FILO_DATA || '.filo'), 'demo'),
    FILO_ADMIN_EMAIL: admin.email,
    FILO_ADMIN_PASSWORD: admin.password,
    FILO_ORGANISATION: 'Filo Shop',
  };
}

/** What an earlier demo left; the caller holds the folder's lock. */
export function emptyDemoFolder(folder) {
  for (const name of readdirSync(folder)) {
    if (name !== lockFile) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** X has one address for all accounts, so that it is named to the connector and not by the account. */
export const networkEnvironment = (ports) => ({ FILO_X_API_URL: `http://127.0.0.1:${ports['demo-x']}` });

export const demoUrl = (ports) => `http://127.0.0.1:${ports.demo}/`;

/** The process that is the town. */
export function demoService({ settings, ports }) {
  return {
    name: 'demo',
    command: [...dieWithParent(), process.execPath, join(root, 'infra/demo/demo.mjs')],
    options: {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        FILO_DEMO_PORT: String(ports.demo),
        FILO_DEMO_NETWORK_PORTS: networkPorts.map((name) => ports[name]).join(),
        FILO_DEMO_INBOX_URL: `http://${reachable(settings.host)}:${ports.http}`,
        FILO_DEMO_SMTP_PORT: String(ports.smtp),
        FILO_ADMIN_EMAIL: admin.email,
        FILO_ADMIN_PASSWORD: admin.password,
        FILO_DEMO_COLLEAGUE: JSON.stringify(colleague),
      },
    },
    isReady: () =>
      fetch(`${demoUrl(ports)}ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
  };
}

export const demoGreeting = (ports) => [
  `  The town   ${demoUrl(ports)} — write to the shop as a customer, by mail and in public`,
  `  Sign in    ${admin.email}, password ${admin.password}`,
  `  Colleague  ${colleague.email}, the same password; gives the OK that some answers need`,
];
