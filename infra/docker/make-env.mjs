// Writes the secrets that docker-compose.yml asks for into .env, once, readable by the owner alone. Plain Node, no
// dependencies; without Node on the host: docker run --rm -v "$PWD:/filo" -w /filo node:24 node infra/docker/make-env.mjs
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Names of all secrets: in the compose file they are the variables that must be set. */
export function requiredSecrets(compose) {
  return [...new Set([...compose.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name))].sort();
}

/** The text of .env. Every value begins with a letter, which the configuration language of nats-server needs. */
export function secretsText(names) {
  return names.map((name) => `${name}=${valueFor(name)}\n`).join('');
}

const valueFor = (name) =>
  name.startsWith('FILO_SECRET_KEY')
    ? randomBytes(32).toString('base64url')
    : `p${randomBytes(24).toString('hex')}`;

function main(root) {
  const path = resolve(root, '.env');
  const wanted = requiredSecrets(readFileSync(resolve(root, 'docker-compose.yml'), 'utf8'));
  const present = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const missing = wanted.filter((name) => !new RegExp(`^${name}=.`, 'm').test(present));
  if (missing.length === 0) return console.log('.env has every secret already; nothing was changed.');
  const gap = present === '' || present.endsWith('\n') ? '' : '\n';
  writeFileSync(path, `${present}${gap}${secretsText(missing)}`, { mode: 0o600 });
  return console.log(`Wrote ${missing.length} secrets into ${path}. Keep it with your backups.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..'));
}
