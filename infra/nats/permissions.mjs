// Who may do what on the bus: one NATS user per service, subjects both ways, an inbox prefix of its own.
import { platforms } from '../platforms/platforms.mjs';

/**
 * Connectors and the channels they serve. A connector's name is its NATS user and the end of its buckets' names.
 * Adding a connector means one line here; adding a platform to connector-social means none.
 *
 * @public
 * @type {Record<string, readonly string[]>}
 */
export const connectors = {
  email: ['email'],
  webform: ['webform'],
  sample: ['sample'],
  social: platforms,
};

const inbox = (user) => `_INBOX_${user}.>`;

/**
 * The durable consumer from which a connector takes the sends of one channel; the same rule as in `packages/bus`.
 *
 * @public
 */
export const sendsConsumer = (connector, channel) =>
  connector === channel ? connector : `${connector}-${channel}`;

const pull = (stream, consumer) => [
  `$JS.API.CONSUMER.INFO.${stream}.${consumer}`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`,
  `$JS.ACK.${stream}.${consumer}.>`,
];

// Reading goes by direct get, which can be limited to a bucket; watching needs short-lived consumers of its own.
const readBucket = (bucket) => [
  `$JS.API.DIRECT.GET.KV_${bucket}.>`,
  `$JS.API.STREAM.INFO.KV_${bucket}`,
  `$JS.API.CONSUMER.CREATE.KV_${bucket}.>`,
  `$JS.API.CONSUMER.INFO.KV_${bucket}.*`,
  `$JS.API.CONSUMER.DELETE.KV_${bucket}.*`,
  '$JS.FC.>',
];
const writeBucket = (bucket) => [`$KV.${bucket}.>`];

const useBlobs = () => [
  'blob.>',
  '$JS.API.DIRECT.GET.BLOBS.>',
  '$O.blobs.>',
  '$JS.API.STREAM.INFO.OBJ_blobs',
  '$JS.API.STREAM.MSG.GET.OBJ_blobs',
  '$JS.API.DIRECT.GET.OBJ_blobs',
];

/** What the provisioner found out about the server; everybody may read it, only the provisioner writes it. */
const readServerFacts = () => ['$JS.API.DIRECT.GET.KV_bus.$KV.bus.>'];

// A person who is erased, and what its author deleted, goes out of what lies on the bus as well: message by message, each looked at. Core may neither empty a stream nor remove it.
const eraseStored = (stream) => [`$JS.API.STREAM.MSG.DELETE.${stream}`];
const readStored = (stream) => [`$JS.API.STREAM.INFO.${stream}`, `$JS.API.STREAM.MSG.GET.${stream}`];

function corePermissions() {
  const names = Object.keys(connectors);
  return {
    publish: [
      'outbound.>',
      'inbound.>',
      'dead.>',
      'committed.>',
      'updates.>',
      'alive.core.>',
      'alive.core-api.>',
      'alive.core-worker.>',
      'ask.>',
      ...pull('INBOUND', 'core-worker'),
      ...pull('DEAD', 'core-dead'),
      ...names.flatMap((name) => [...readBucket(`accounts_${name}`), ...writeBucket(`accounts_${name}`)]),
      ...names.flatMap((name) => readBucket(`state_${name}`)),
      ...useBlobs(),
      ...['INBOUND', 'OUTBOUND', 'DEAD'].flatMap((stream) => [...readStored(stream), ...eraseStored(stream)]),
      ...['BLOBS', 'OBJ_blobs'].flatMap(eraseStored),
      ...readServerFacts(),
    ],
    subscribe: [inbox('core'), 'ask.core.>', 'updates.>', 'alive.>'],
  };
}

function connectorPermissions(name, channels) {
  const own = [`accounts_${name}`, `state_${name}`, `leases_${name}`];
  return {
    publish: [
      ...channels.map((channel) => `inbound.*.${channel}.>`),
      ...channels.map((channel) => `dead.OUTBOUND.${channel}`),
      ...channels.flatMap((channel) => pull('OUTBOUND', sendsConsumer(name, channel))),
      'ask.core.>',
      `alive.${name}.>`,
      ...own.flatMap(readBucket),
      // Accounts are core's word: a connector reads them and writes only its own state and leases.
      ...writeBucket(`state_${name}`),
      ...writeBucket(`leases_${name}`),
      ...useBlobs(),
      ...readServerFacts(),
    ],
    subscribe: [inbox(name), `ask.${name}.>`, ...channels.map((channel) => `committed.${channel}.>`)],
  };
}

/** Makes streams, consumers and buckets, and writes down what it found out about the server. Sends no messages. */
const provisionerPermissions = () => ({
  publish: ['$JS.API.>', '$KV.bus.>'],
  subscribe: [inbox('provisioner')],
});

/**
 * Every user with its permissions. Answering is allowed through the reply subject of the very question alone.
 *
 * @returns {Record<string, {publish: string[], subscribe: string[]}>}
 */
export function permissionTable() {
  const table = { provisioner: provisionerPermissions(), core: corePermissions() };
  for (const [name, channels] of Object.entries(connectors)) {
    table[name] = connectorPermissions(name, channels);
  }
  for (const rights of Object.values(table)) {
    rights.publish = [...new Set(rights.publish)];
  }
  return table;
}
