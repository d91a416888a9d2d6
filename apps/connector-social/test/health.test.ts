import type { AccountHealth, ConnectedAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { execFile } from 'node:child_process';
import dns from 'node:dns';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BlueskyChannel } from '../src/platforms/bluesky/bluesky.channel.js';
import { MastodonChannel } from '../src/platforms/mastodon/mastodon.channel.js';
import { XChannel } from '../src/platforms/x/x.channel.js';
import { xOptions } from './x-desk.js';
import { NetworksDesk, type Network, type NetworkName } from './networks-desk.js';

const { jest } = import.meta;
let desk: NetworksDesk;
const accounts: Partial<Record<NetworkName, { shop: ConnectedAccount; cafe: ConnectedAccount }>> = {};
const names = ['bluesky', 'mastodon', 'x'] as const;

beforeAll(async () => {
  desk = await NetworksDesk.open();
  for (const name of names)
    accounts[name] = { shop: await desk.put(name, 'shop'), cafe: await desk.put(name, 'cafe') };
}, 60_000);
afterEach(() => jest.restoreAllMocks());
afterAll(() => desk.close(), 60_000);

interface Trouble {
  /** By network, where they call it by other names. */
  code: string | Readonly<Record<NetworkName, string>>;
  toDo: RegExp;
  /** Nothing else of that network works then. */
  isWhole?: boolean;
  /** No network works then. */
  isOfAll?: boolean;
  begin(network: Network, name: NetworkName): unknown;
  end(network: Network, name: NetworkName): unknown;
}

const mine = async (name: NetworkName, secrets?: Record<string, string>) => {
  const { accountId, version } = accounts[name]!.shop;
  accounts[name]!.shop = await desk.put(name, 'shop', { accountId, version: version + 1 }, secrets);
};
const wrongKeys = {
  ...{ appPassword: 'wrong', accessToken: 'wrong' },
  ...{ appKey: 'wrong', appSecret: 'wrong', accessSecret: 'wrong' },
};
const kept = { bluesky: 'wrong-password', mastodon: 'token-revoked', x: 'keys-refused' };
const browser = /Look whether it opens in a browser/;
const outage = (kind: Network['server']['outage']): Pick<Trouble, 'begin' | 'end' | 'toDo' | 'isWhole'> => ({
  ...{ isWhole: true, toDo: browser },
  begin: ({ server }) => {
    server.goDown();
    server.outage = kind;
  },
  end: ({ server }) => (server.outage = undefined),
});
const all = (code: string) => ({
  bluesky: `network-${code}`,
  mastodon: `instance-${code}`,
  x: `network-${code}`,
});

/** Names of this machine lead nowhere, or there is nobody to ask about names; whoever asks by number is served. */
const leadNowhere = ({ server }: Network, code: string) => {
  server.goDown();
  server.outage = undefined;
  jest.spyOn(dns, 'lookup').mockImplementation(((host: string, ...rest: unknown[]) => {
    const told = rest.at(-1) as (error: Error) => void;
    setImmediate(() => told(Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code })));
  }) as never);
};

const table: Readonly<Record<string, Trouble>> = {
  'wrong keys': {
    code: kept,
    toDo: /make (a )?new .* enter (it|them) here/,
    begin: (_, name) => mine(name, wrongKeys),
    end: (_, name) => mine(name),
  },
  'a revoked token': {
    code: kept,
    toDo: /make (a )?new .* enter (it|them) here/,
    begin: (network) => network.revoke(),
    end: (_, name) => mine(name),
  },
  'a suspended account': {
    code: 'account-suspended',
    toDo: /ask .* why, and remove or pause the account here/,
    begin: ({ us }) => (us.suspended = true),
    end: ({ us }) => (us.suspended = false),
  },
  'a network that is down': { code: all('unreachable'), ...outage('down') },
  'a network that is slow': { code: all('too-slow'), ...outage('silent') },
  'a network that is broken': {
    code: { ...all('broken'), mastodon: 'instance-strange' },
    ...outage('broken'),
  },
  'an address where nothing is any more': {
    code: { ...all('gone'), mastodon: 'instance-strange' },
    ...outage('gone'),
  },
  'an address where something else is': {
    code: { ...all('gone'), mastodon: 'instance-strange' },
    ...outage('missing'),
  },
  'a name that leads nowhere': {
    ...{ code: all('host-unknown'), isWhole: true, isOfAll: true, toDo: browser },
    begin: (network) => leadNowhere(network, 'ENOTFOUND'),
    end: () => jest.restoreAllMocks(),
  },
};

const cases = Object.keys(table).flatMap((trouble) => names.map((name) => [trouble, name] as const));

it.each(cases)(
  '%s at %s: health says what, since when and what to do, the others go on, and it mends itself',
  async (trouble, name) => {
    const { code, toDo, begin, end, isWhole = false, isOfAll = false } = table[trouble]!;
    const network = desk.networks[name];
    const other = names[(names.indexOf(name) + 1) % names.length]!;
    await desk.healthIs(accounts[name]!.shop, 'ok');
    const before = new Date().toISOString();
    const text = `${trouble} ${name}`;
    let red: AccountHealth;
    try {
      await begin(network, name);
      red = await desk.healthIs(accounts[name]!.shop, 'failed', typeof code === 'string' ? code : code[name]);
      says(red, toDo, before);
      // While one is in trouble, the others hear.
      const well = [
        ...(isWhole ? [] : [[name, 'cafe'] as const]),
        ...(isOfAll ? [] : [[other, 'shop'] as const]),
      ];
      for (const [where, who] of well) {
        desk.networks[where].say(`${text} ${where}`, who);
        await desk.hears(`${text} ${where}`);
        await desk.healthIs(accounts[where]![who], 'ok');
      }
      if (isWhole) await keepsItsDate(network, accounts[name]!.shop, red);
      network.say(`${text} missed`);
    } finally {
      await end(network, name);
    }
    await desk.hears(`${text} missed`);
    const well = await desk.healthIs(accounts[name]!.shop, 'ok');
    expect([well.reason, well.why]).toEqual(['', undefined]);
    expect(well.since > red.since).toBe(true);
  },
  60_000,
);

/** In this order: what happened, what is safe, what to do. */
const says = ({ reason, since, why }: AccountHealth, toDo: RegExp, before: string) => {
  expect(reason).toMatch(/Nothing is lost|What came is kept/);
  expect(reason).toMatch(toDo);
  expect(reason.length).toBeGreaterThan(60);
  expect(since >= before && since <= new Date().toISOString()).toBe(true);
  expect(why).toHaveLength(1);
};

/** It is tried again, not in a storm, and is in trouble since the first time. */
const keepsItsDate = async ({ server }: Network, shop: ConnectedAccount, red: AccountHealth) => {
  if (server.outage === undefined) return;
  const asked = server.requests;
  const began = Date.now();
  await eventually(() => server.requests > asked + 9, { timeoutMs: 20_000 });
  // Two accounts that each wait 100 to 200 ms, with a line or two per try: at most 40 in a second.
  expect(server.requests - asked).toBeLessThan(4 + (Date.now() - began) / 20);
  expect((await desk.healthIs(shop, 'failed')).since).toBe(red.since);
};

it('a certificate that is not good is said of each network, and nothing is said to it', async () => {
  const { key, cert } = await selfSigned();
  let said = 0;
  const server = createServer({ key, cert }, (_, response) => void response.end(String((said += 1))));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  const channels = [
    new BlueskyChannel({ pollMs: 100, goneAfterMs: 0 }),
    new MastodonChannel({ pollMs: 100, goneAfterMs: 0 }),
    new XChannel(xOptions(url)),
  ];
  for (const channel of channels) {
    const settings = { service: url, instance: url };
    const account = { ...accounts[channel.name as NetworkName]!.shop, settings };
    const [check] = await channel.verify(account, wrongKeys);
    expect(check).toMatchObject({ ok: false, code: 'unreachable' });
    expect(check!.message).toMatch(/certificate .* is not good.*Nothing is lost.*Look whether/);
    expect(check!.why![0]!.code).toMatch(/^(network|instance)-certificate-bad$/);
  }
  expect(said).toBe(0);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}, 60_000);

const selfSigned = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-certificate-'));
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost', '-keyout', keyFile, '-out', certFile],
  ]);
  const [key, cert] = [await readFile(keyFile), await readFile(certFile)];
  await rm(folder, { recursive: true });
  return { key, cert };
};
