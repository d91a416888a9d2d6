// `node infra/docker/check.mjs`: holds docker-compose.yml and the Dockerfile to the apps and the bus.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { complaintsAbout } from './check-compose.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');

/** Complaints about the files as they are in this checkout. */
export function checkCheckout() {
  const compose = parse(read('docker-compose.yml'), { merge: true });
  const natsVariables = [
    ...new Set([...read('infra/nats/nats.conf').matchAll(/\$(NATS_\w+)/g)].map(([, name]) => name)),
  ];
  return [
    ...complaintsAbout({ compose, ...readKeys(), natsVariables }),
    ...dockerfileComplaints(read('infra/docker/Dockerfile')),
  ];
}

/** What an app reads stands in its config.ts, in the settings of packages that it spreads there, and in what its platforms read. */
function readKeys() {
  const apps = readdirSync(join(root, 'apps')).filter((app) =>
    existsSync(join(root, 'apps', app, 'src/config.ts')),
  );
  const keysOf = (app) => {
    const packages = ['service', 'connector', 'bus'].map((name) => `packages/${name}/src`);
    const settings = settingsIn([...packages, `apps/${app}/src`]);
    const [own, platforms] = [read(`apps/${app}/src/config.ts`), platformsOf(app).join('\n')].map(
      (source) => new Set(keysIn(withSpread(source, settings))),
    );
    return { app, own, platforms };
  };
  const keys = apps.map(keysOf);
  return {
    knownKeys: {
      ...Object.fromEntries(keys.map(({ app, own, platforms }) => [app, new Set([...own, ...platforms])])),
      provision: new Set(provisionKeys()),
    },
    // What every platform shares with the app itself is the app's.
    platformKeys: Object.fromEntries(
      keys.map(({ app, own, platforms }) => [app, new Set([...platforms].filter((key) => !own.has(key)))]),
    ),
  };
}

function platformsOf(app) {
  const folder = join('apps', app, 'src/platforms');
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).map((name) => read(join(folder, name, 'platform.ts')));
}

/** Sources in these folders that export settings, by the name of the export. */
function settingsIn(folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((path) => path.endsWith('settings.ts'))
      .map((path) => read(join(folder, path))),
  );
  return Object.fromEntries(
    files.flatMap((text) => [...text.matchAll(/export const (\w+)/g)].map(([, name]) => [name, text])),
  );
}

function withSpread(source, shared) {
  const spread = [...source.matchAll(/(?:\.\.\.|\bsettings: )(\w+)/g)]
    .map(([, name]) => shared[name])
    .filter(Boolean);
  return [source, ...spread.map((text) => withSpread(text, shared))].join('\n');
}

function provisionKeys() {
  const folder = join(root, 'packages/bus/src');
  const source = readFileSync(join(folder, 'config.ts'), 'utf8');
  return keysIn(withSpread(source, settingsIn(['packages/bus/src'])));
}

const keysIn = (source) => [...source.matchAll(/^\s*([A-Z][A-Z0-9_]{3,}):/gm)].map(([, key]) => key);

function dockerfileComplaints(text) {
  const last = text.slice(text.lastIndexOf('\nFROM '));
  return [
    /node:24/.test(text) ? '' : 'Dockerfile: the image is Node 24',
    /^USER node$/m.test(last) ? '' : 'Dockerfile: the last stage must not run as root',
    /^HEALTHCHECK /m.test(last) ? '' : 'Dockerfile: the last stage needs a HEALTHCHECK',
    /^ARG APP$/m.test(text) ? '' : 'Dockerfile: APP chooses the service',
  ].filter(Boolean);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const complaints = checkCheckout();
  for (const complaint of complaints) console.error(complaint);
  console.log(
    complaints.length === 0
      ? 'docker-compose.yml and Dockerfile fit the apps.'
      : `${complaints.length} complaints`,
  );
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
