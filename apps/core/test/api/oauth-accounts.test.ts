import { connectorKeyPair, openSecrets, publicKeyKey, sealSecrets } from '@filo/bus';
import {
  accountsBucket,
  oauthFinish,
  oauthProviders,
  oauthStart,
  stateBucket,
  type ConnectedAccount,
} from '@filo/contracts';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { z } from 'zod';
import { answerOnBus } from './answer-on-bus.js';
import type { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';

const keys = connectorKeyPair(Buffer.alloc(32, 9).toString('base64url'));
const begun = new Map<string, z.output<typeof oauthStart.request>>();
const codes: (string | undefined)[] = [];
let refuses: string | undefined;

/** Stands in for the mail connector's side of the bus: remembers who was sent away, takes every code once. */
@Controller()
class MailConnector {
  @MessagePattern(oauthProviders.subject('email'))
  providers() {
    return { providers: [{ name: 'custom', label: 'Example' }] };
  }
  @MessagePattern(oauthStart.subject('email'))
  start(@Payload() given: unknown) {
    const request = oauthStart.request.parse(given);
    if (request.provider !== 'custom')
      return { ok: false, code: 'provider-unknown', message: 'No client is configured.' };
    begun.set(request.state, request);
    return { ok: true, url: `https://provider.example/consent?state=${request.state}` };
  }
  @MessagePattern(oauthFinish.subject('email'))
  finish(@Payload() { state, sealedCode }: z.output<typeof oauthFinish.request>) {
    codes.push(openSecrets(keys, state, sealedCode)['code']);
    const request = begun.get(state);
    begun.delete(state);
    const code = refuses ?? (request === undefined ? 'state-invalid' : undefined);
    if (request === undefined || code !== undefined) return { ok: false, code, message: 'Refused.' };
    const { accountId, address, note } = request;
    const imap = { host: 'imap.example.org', port: 993, security: 'tls', user: address, folders: ['INBOX'] };
    const settings = { imap, oauth: { provider: 'custom', grantedAt: new Date().toISOString() } };
    const sealedSecrets = sealSecrets(keys.publicKey, accountId, { oauthTokens: 'hush-tokens' });
    return { ok: true, accountId, address, settings, note, sealedSecrets };
  }
}

let api: TestApi;
let client: Client;
let connector: INestMicroservice;
beforeAll(async () => {
  api = await startTestApi({ FILO_PUBLIC_URL: 'https://filo.example.org' });
  client = await api.signedIn();
  connector = await answerOnBus(api, 'email', MailConnector);
  await (await api.bus.bucket(stateBucket('email'))).put(publicKeyKey, keys.publicKey);
}, 120_000);
afterAll(async () => {
  await connector.close();
  await api.close();
});
beforeEach(() => {
  refuses = undefined;
});

const begin = async (wanted: object, by = client) => {
  const { status, body } = await by.post('/api/v1/accounts/oauth', { provider: 'custom', ...wanted });
  return { status, body, state: status === 200 ? (new URL(body.url).searchParams.get('state') ?? '') : '' };
};
/** The provider sends the browser back; where we lead it. */
const comeBack = async (query: Record<string, string>, by = client) => {
  const url = `${api.url}/api/v1/accounts/oauth/callback?${new URLSearchParams(query)}`;
  const answer = await fetch(url, { redirect: 'manual', headers: { cookie: by.cookie } });
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([303, 'no-store']);
  return answer.headers.get('location');
};
const bucketEntry = async (id: string) =>
  (await (await api.bus.bucket(accountsBucket('email'))).get<ConnectedAccount>(id))?.value;
const accounts = async () => (await client.get('/api/v1/accounts')).body.items;

describe('a mailbox that signs in at a provider', () => {
  it('is offered where the connector has a client', async () => {
    expect((await client.get('/api/v1/accounts/oauth/providers')).body).toEqual({
      items: [{ name: 'custom', label: 'Example' }],
    });
    expect((await begin({ provider: 'google', address: 'a@example.org' })).body).toMatchObject({
      status: 422,
    });
  });

  it('is stored after consent and reaches its connector, whose secrets nobody sees', async () => {
    const { state } = await begin({ address: 'Help@example.org', name: 'Help', importDays: 7 });
    expect(begun.get(state)).toMatchObject({
      address: 'help@example.org',
      redirectUri: 'https://filo.example.org/api/v1/accounts/oauth/callback',
    });
    const back = { state, code: 'code-4711', scope: 'openid', session_state: 'x' };
    expect(await comeBack(back)).toBe('/admin/channels?oauth=done');
    expect(codes).toEqual(['code-4711']);
    const account = (await accounts()).find(
      ({ address }: { address: string }) => address === 'help@example.org',
    );
    expect(account).toMatchObject({
      name: 'Help',
      importDays: 7,
      settings: { oauth: { provider: 'custom' } },
    });
    const entry = await bucketEntry(account.id);
    expect(openSecrets(keys, account.id, entry!.sealedSecrets!)).toEqual({ oauthTokens: 'hush-tokens' });
    expect(JSON.stringify(account)).not.toContain('sealed');
    expect((await begin({ address: 'help@example.org' })).body.code).toBe('conflict');
  });

  it('is signed in again under the same id, keeping its folders', async () => {
    const [{ id, address, settings }] = (await accounts()).slice(-1);
    const { imap } = settings;
    const patch = { imap: { ...imap, folders: ['INBOX', 'Help'] } };
    expect((await client.send('PATCH', `/api/v1/accounts/${id}`, patch)).status).toBe(200);
    expect(openSecrets(keys, id, (await bucketEntry(id))!.sealedSecrets!)).toEqual({
      oauthTokens: 'hush-tokens',
    });
    const { state } = await begin({ address, accountId: id });
    expect(await comeBack({ state, code: 'c' })).toBe('/admin/channels?oauth=done');
    const entry = await bucketEntry(id);
    expect(entry?.version).toBe(3);
    expect(entry?.settings).toMatchObject({ imap: { folders: ['INBOX', 'Help'] } });
    expect(entry?.settings['oauth']).not.toEqual(settings.oauth);
    expect((await begin({ address: 'other@example.org', accountId: id })).body.code).toBe('invalid-request');
  });

  it('is not signed in by a state of another session, a forged one, or one that was used', async () => {
    const before = (await accounts()).length;
    const other = await api.signedIn();
    const { state } = await begin({ address: 'second@example.org' }, other);
    const asked = codes.length;
    expect(await comeBack({ state, code: 'c' })).toBe('/admin/channels?oauth=state-invalid');
    const forged = Buffer.from(state, 'base64url');
    forged[0]! ^= 1;
    expect(await comeBack({ state: forged.toString('base64url'), code: 'c' }, other)).toMatch(
      'state-invalid',
    );
    expect(await comeBack({ code: 'c' })).toMatch('state-invalid');
    expect(await comeBack({ state, code: 'c' }, api.client())).toBe('/admin/channels?oauth=not-signed-in');
    // None of them reached the connector, so that the one who began can still finish, once.
    expect(codes).toHaveLength(asked);
    expect(await comeBack({ state, code: 'c' }, other)).toMatch('done');
    expect(await comeBack({ state, code: 'c' }, other)).toMatch('state-invalid');
    expect(await accounts()).toHaveLength(before + 1);
  });

  it('says why it is not stored', async () => {
    const before = (await accounts()).length;
    const denied = await begin({ address: 'third@example.org' });
    expect(await comeBack({ state: denied.state, error: 'access_denied' })).toMatch('oauth=denied');
    refuses = 'wrong-mailbox';
    const wrong = await begin({ address: 'third@example.org' });
    expect(await comeBack({ state: wrong.state, code: 'c' })).toMatch('oauth=wrong-mailbox');
    refuses = '<script>';
    const odd = await begin({ address: 'third@example.org' });
    expect(await comeBack({ state: odd.state, code: 'c' })).toMatch('oauth=unavailable');
    expect(await accounts()).toHaveLength(before);
  });
});
