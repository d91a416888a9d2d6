// What must hold of docker-compose.yml; each rule answers complaints.

const secretName = /(PASSWORD|SECRET|DATABASE_URL|TOKEN)/;

/**
 * @param {object} at
 * @param {object} at.compose the parsed file, merge keys resolved
 * @param {Record<string, Set<string>>} at.knownKeys environment that each app reads, by folder name
 * @param {Record<string, Set<string>>} [at.platformKeys] of these, what the platforms of an app read: a file of settings may bring it
 * @param {string[]} at.natsVariables what nats.conf reads from its environment
 * @returns {string[]} complaints; none means good
 */
export function complaintsAbout({ compose, knownKeys, platformKeys = {}, natsVariables }) {
  const services = Object.entries(compose.services);
  return [
    ...services.flatMap(([name, service]) => unknownKeys(name, service, knownKeys)),
    ...services.flatMap(([name, service]) => missingKeys(name, service, { knownKeys, platformKeys })),
    ...services.flatMap(([name, service]) => secretDefaults(name, service)),
    ...services.flatMap(([name, service]) => openPorts(name, service)),
    ...services.flatMap(([name, service]) => looseService(name, service)),
    ...services.flatMap(([name, service]) => unknownDependencies(name, service, compose.services)),
    ...volumeComplaints(services, compose.volumes ?? {}),
    ...natsComplaints(compose.services.nats, natsVariables),
  ];
}

const isOurs = (service) => service.image?.startsWith('filo/');

/** The provisioner is a command of the bus, which core's image carries. */
const appOf = (name, service) => (name === 'provision' ? 'provision' : service.build?.args?.APP);

function unknownKeys(name, service, knownKeys) {
  if (!isOurs(service)) return [];
  const app = appOf(name, service);
  const known = knownKeys[app];
  if (!known) return [`${name}: there is no app "${app}"`];
  return Object.keys(service.environment ?? {})
    .filter((key) => !known.has(key))
    .map((key) => `${name}: ${app} does not read ${key}`);
}

/** What an image decides, or what `docker compose run -e` gives to the one command that reads it. */
const notPassedOn = new Set([
  ...['FILO_DATA', 'FILO_HOST', 'FILO_HEALTH_HOST', 'FILO_HEALTH_PORT', 'FILO_PORTS_FILE', 'NODE_ENV'],
  ...['FILO_EXIT_WITH_PARENT', 'FILO_SHUTDOWN_MS', 'FILO_STREAM_PREFIX'],
  ...['FILO_BACKUP_PASSPHRASE', 'FILO_BACKUP_KEY', 'FILO_BACKUP_KEY_FILE'],
]);

/** A setting that does not reach its container does nothing there, and nobody is told. What its platforms read may come by a file of settings, where the service has one. */
function missingKeys(name, service, { knownKeys, platformKeys }) {
  if (!isOurs(service)) return [];
  const app = appOf(name, service);
  const byFile = (service.env_file && platformKeys[app]) || new Set();
  const given = new Set(Object.keys(service.environment ?? {}));
  return [...(knownKeys[app] ?? [])]
    .filter((key) => !given.has(key) && !notPassedOn.has(key) && !byFile.has(key))
    .map((key) => `${name}: ${app} reads ${key}, which is not passed on`);
}

/** A secret is `${NAME:?...}`: compose refuses to start without it. Those that may be absent are empty by default. */
function secretDefaults(name, service) {
  return Object.entries(service.environment ?? {})
    .filter(([key]) => secretName.test(key))
    .filter(([, value]) => !/\$\{\w+:\?[^}]+\}/.test(value) && !/^\$\{\w+:-\}$/.test(value))
    .map(([key]) => `${name}: ${key} must come from the environment, without a default`);
}

function openPorts(name, service) {
  return (service.ports ?? [])
    .filter((port) => !String(port).startsWith('127.0.0.1:'))
    .map((port) => `${name}: port ${port} must be bound to loopback`);
}

function looseService(name, service) {
  if (!isOurs(service)) return service.healthcheck ? [] : [`${name}: has no healthcheck`];
  const hardened =
    service.read_only === true &&
    service.cap_drop?.includes('ALL') &&
    service.security_opt?.includes('no-new-privileges:true') &&
    service.user === undefined;
  return hardened ? [] : [`${name}: must be read-only, without capabilities, as the image's own user`];
}

function unknownDependencies(name, service, all) {
  return Object.keys(service.depends_on ?? {})
    .filter((other) => !all[other])
    .map((other) => `${name}: depends on ${other}, which is not there`);
}

/** Every declared volume is used, and none belongs to two images: a data folder has one owner. */
function volumeComplaints(services, declared) {
  const owners = new Map(Object.keys(declared).map((volume) => [volume, new Set()]));
  const complaints = [];
  for (const [name, service] of services) {
    for (const mount of service.volumes ?? []) {
      const [source] = mount.split(':');
      if (source.startsWith('.') || source.startsWith('/')) continue;
      if (owners.has(source)) owners.get(source).add(service.image);
      else complaints.push(`${name}: volume ${source} is not declared`);
    }
  }
  for (const [volume, images] of owners) {
    if (images.size !== 1)
      complaints.push(`volume ${volume} belongs to ${images.size} images instead of one`);
  }
  return complaints;
}

function natsComplaints(nats, variables) {
  const given = new Set(Object.keys(nats.environment ?? {}));
  return [
    ...variables.filter((name) => !given.has(name)).map((name) => `nats: nats.conf needs ${name}`),
    ...[...given]
      .filter((name) => !variables.includes(name))
      .map((name) => `nats: nats.conf does not read ${name}`),
  ];
}
