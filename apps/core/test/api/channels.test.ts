import { connectorKeyPair, openSecrets, publicKeyKey, verifyBinding } from '@filo/bus';
import { announcedKey, stateBucket, verifyAccount } from '@filo/contracts';
import { eventually } from '@filo/testing';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ConnectorNames } from '../../src/accounts/connector-names.js';
import { answerOnBus } from './answer-on-bus.js';
import type { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';

const keys = connectorKeyPair(Buffer.alloc(32, 9).toString('base64url'));

/** A connector that core has never been told of. */
@Controller()
class PigeonConnector {
  @MessagePattern(verifyAccount.subject('sample'))
  verify(@Payload() { sealedSecrets = '' }: { sealedSecrets?: string }) {
    const { ring } = openSecrets(keys, [verifyBinding], sealedSecrets);
    return { ok: true, checks: [{ name: ring, ok: true, message: '', durationMs: 1 }] };
  }
}

let api: TestApi;
let client: Client;
let connector: INestMicroservice;
beforeAll(async () => {
  api = await startTestApi();
  client = await api.signedIn();
  connector = await answerOnBus(api, 'sample', PigeonConnector);
  await (await api.bus.bucket(stateBucket('sample'))).put(publicKeyKey, keys.publicKey);
  api.app.get(ConnectorNames).heard('sample', ['pigeon']);
}, 120_000);
afterAll(async () => {
  await connector.close();
  await api.close();
});

const pigeon = {
  channel: 'pigeon',
  label: 'Pigeon post',
  glyph: 'M3 3h18v18',
  colour: { light: '#112233', dark: '#ddeeff' },
  proofReasons: { 'ring-number': { en: 'the pigeon has its ring' } },
  abilities: { search: true, directMessages: false, privatePosts: false, looksForSent: true },
};
const announce = async (channel: string, said: unknown) =>
  (await api.bus.bucket(stateBucket('sample'))).put(announcedKey(channel), said);
const known = async () => (await client.get('/api/v1/channels')).body.items as { channel: string }[];

it('a channel is known by what its connector announced, and an account of it can be added', async () => {
  await announce('pigeon', pigeon);
  await eventually(async () => (expect(await known()).toContainEqual(pigeon), true));
  await announce('pigeon', { ...pigeon, label: 'Pigeons' });
  await eventually(async () => (expect(await known()).toContainEqual({ ...pigeon, label: 'Pigeons' }), true));

  const account = { channel: 'pigeon', address: 'loft', secrets: { ring: '47' }, settings: { roof: 'red' } };
  const { status, body } = await client.post('/api/v1/accounts', account);
  expect([status, body]).toMatchObject([201, { channel: 'pigeon', settings: { roof: 'red' } }]);
});

it('what is filled in for an account of it is told to who asks for that, and comes with no list', async () => {
  const words = { en: 'Loft' };
  const address = { label: words, placeholder: 'loft', shape: 'word', fault: words };
  const account = { add: words, edit: words, address, fields: [] };
  await announce('pigeon', { ...pigeon, account });
  const forms = async () => (await client.get('/api/v1/channels/account-forms')).body.items;
  const form = { ...account, address: { ...address, longest: 320, dropsAt: false } };
  await eventually(async () => (expect(await forms()).toEqual([{ channel: 'pigeon', form }]), true));
  expect(await known()).toEqual([pigeon]);
  // One that cannot be read is none, and takes nothing else away.
  await announce('pigeon', { ...pigeon, account: { ...account, address: { ...address, shape: '(a+)+$' } } });
  await eventually(async () => (expect(await forms()).toEqual([]), true));
  expect(await known()).toEqual([pigeon]);
});

it('nobody says what the channel of another is called, and nothing is believed that is no announcement', async () => {
  await announce('email', { ...pigeon, channel: 'email' });
  await announce('raven', { ...pigeon, channel: 'raven', glyph: '"><script>' });
  await announce('pigeon', { ...pigeon, label: 'Seen after them' });
  await eventually(async () => (expect(await known()).toMatchObject([{ label: 'Seen after them' }]), true));
});

it('a channel that is announced before the heartbeat names it is known from that heartbeat on', async () => {
  await announce('dove', { ...pigeon, channel: 'dove', label: 'Doves' });
  await announce('pigeon', { ...pigeon, label: 'Seen after the dove' });
  await eventually(
    async () => (expect(await known()).toMatchObject([{ label: 'Seen after the dove' }]), true),
  );
  api.app.get(ConnectorNames).heard('sample', ['pigeon', 'dove']);
  expect(await known()).toMatchObject([{ label: 'Doves' }, { label: 'Seen after the dove' }]);
});
