// Programs that tests need and npm does not carry. As root on Debian they are installed; elsewhere their suites are named.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { runStep } from '../toolchain/run-step.mjs';

const tools = [
  {
    name: 'dovecot',
    paths: ['/usr/sbin/dovecot'],
    packages: ['dovecot-core', 'dovecot-imapd', 'dovecot-lmtpd'],
    suites: 'mail through a real IMAP server',
  },
  {
    name: 'chromium',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    packages: ['chromium', 'chromium-headless-shell'],
    suites: 'everything in a real browser',
  },
  {
    name: 'notmuch',
    paths: ['/usr/bin/notmuch'],
    packages: ['notmuch'],
    suites: 'answers as other mail programs thread them',
  },
  {
    name: 'mutt',
    paths: ['/usr/bin/mutt'],
    packages: ['mutt'],
    suites: 'answers as other mail programs thread them',
  },
  {
    name: 'swaks',
    paths: ['/usr/bin/swaks'],
    packages: ['swaks'],
    suites: 'mail from a shell, as the first minutes have it',
  },
  {
    name: 'php',
    paths: ['/usr/bin/php'],
    packages: ['php-cli'],
    suites: 'the examples for site builders',
  },
  {
    name: 'python3',
    paths: ['/usr/bin/python3'],
    packages: ['python3-minimal'],
    suites: 'the examples for site builders',
  },
];

/** What a lane of its own needs beside them. */
const specialTools = [
  {
    name: 'redis',
    paths: ['/usr/bin/redis-server'],
    packages: ['redis-server'],
    suites: 'Bluesky’s own software',
  },
  {
    name: 'c++',
    paths: ['/usr/bin/g++'],
    packages: ['g++', 'make', 'python3'],
    suites: 'Bluesky’s own software',
  },
];

/**
 * Leaves the tools installed where that is possible; `only` names some of them, `special` more than the usual ones.
 *
 * @returns {Promise<{name: string, suites: string, reason: string}[]>} what cannot be had, and why
 */
export async function ensureTools({
  say,
  only,
  special = [],
  exists = existsSync,
  isRoot = process.getuid?.() === 0,
}) {
  const wanted = [
    ...tools.filter(({ name }) => only === undefined || only.includes(name)),
    ...specialTools.filter(({ name }) => special.includes(name)),
  ];
  const missing = () => wanted.filter(({ paths }) => !paths.some((path) => exists(path)));
  if (missing().length === 0) return [];
  let reason = 'it is not installed, and only root can install it';
  if (!exists('/usr/bin/apt-get')) reason = 'it is not installed, and this system is not Debian';
  else if (isRoot) reason = await installed(missing(), say);
  return missing().map(({ name, suites }) => ({ name, suites, reason }));
}

async function installed(wanted, say) {
  const packages = wanted.flatMap((tool) => tool.packages);
  say(`Installing for the tests: ${packages.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => runStep(`apt-get ${args[0]}`, ['apt-get', '-qq', ...args], { env });
  const allowStarting = refuseStarting();
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', ...packages);
    return 'it is still missing after its installation';
  } catch (error) {
    return `its installation failed: ${error.message.split('\n').at(-1)}`;
  } finally {
    allowStarting();
  }
}

/** Debian starts what it installs; exit code 101 of this script forbids it. */
function refuseStarting(path = '/usr/sbin/policy-rc.d') {
  if (existsSync(path)) return () => {};
  writeFileSync(path, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(path, { force: true });
}
