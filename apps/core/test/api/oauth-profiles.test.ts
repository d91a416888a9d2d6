import { connectorKeyPair, openSecrets, publicKeyKey, sealSecrets } from '@filo/bus';
import { oauthDocument, oauthFinish, oauthStart, stateBucket } from '@filo/contracts';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { z } from 'zod';
import { ConnectorNames } from '../../src/accounts/connector-names.js';
import { answerOnBus } from './answer-on-bus.js';
import type { Client } from './client.js';
import { startTestApi, type TestApi } from './test-api.js';

const keys = connectorKeyPair(Buffer.alloc(32, 9).toString('base64url'));
const begun = new Map<string, z.output<typeof oauthStart.request>>();
const said: Record<string, string>[] = [];

/** Stands in for the connector of a network whose library makes a state of its own. */
@Controller()
class SocialConnector {
  @MessagePattern(oauthStart.subject('social'))
  start(@Payload() given: unknown) {
    const request = oauthStart.request.parse(given);
    begun.set(request.state, request);
    const theirState = `theirs-${request.address}`;
    return { ok: true, url: 'https://provider.example/consent?request_uri=urn:x', theirState };
  }
  @MessagePattern(oauthFinish.subject('social'))
  finish(@Payload() { state, sealedCode }: z.output<typeof oauthFinish.request>) {
    const request = begun.get(state);
    begun.delete(state);
    if (request === undefined) return { ok: false, code: 'state-invalid', message: 'Refused.' };
    said.push(openSecrets(keys, [state], sealedCode));
    const { accountId, address, note } = request;
    const settings = {
      service: 'https://bsky.social',
      oauth: { provider: 'bluesky', grantedAt: new Date().toISOString() },
    };
    const sealedSecrets = sealSecrets(keys.publicKey, accountId, { oauthSession: 'hush' });
    return { ok: true, accountId, address, settings, note, sealedSecrets };
  }
  @MessagePattern(oauthDocument.subject('social'))
  document(@Payload() { documentUrl, redirectUris }: z.output<typeof oauthDocument.request>) {
    return { ok: true, document: { client_id: documentUrl, redirect_uris: redirectUris } };
  }
}

let api: TestApi;
let client: Client;
let connector: INestMicroservice;
beforeAll(async () => {
  api = await startTestApi({ FILO_PUBLIC_URL: 'https://filo.example.org' });
  client = await api.signedIn();
  connector = await answerOnBus(api, 'social', SocialConnector);
  await (await api.bus.bucket(stateBucket('social'))).put(publicKeyKey, keys.publicKey);
  api.app.get(ConnectorNames).heard('social', ['bluesky']);
}, 120_000);
afterAll(async () => {
  await connector.close();
  await api.close();
});

/** A sign-in under way: the cookie that the browser keeps, and the state that it brings back. */
const begin = async (address: string, over: object = {}, by = client) => {
  const wanted = { channel: 'bluesky', provider: 'bluesky', address, ...over };
  const answer = await fetch(`${api.url}/api/v1/accounts/oauth`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: by.cookie, origin: api.url },
    body: JSON.stringify(wanted),
  });
  expect(answer.status).toBe(200);
  const [cookie = ''] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly; Secure; SameSite=Lax$/);
  return { kept: cookie.split(';')[0]!, state: `theirs-${address.replace('@', '')}` };
};
/** The cookies that the browser is told to forget, besides where it goes. */
const sentBack = async (kept: readonly string[], query: Record<string, string>, by = client) => {
  const answer = await fetch(`${api.url}/api/v1/accounts/oauth/callback?${new URLSearchParams(query)}`, {
    redirect: 'manual',
    headers: { cookie: [by.cookie, ...kept].join('; ') },
  });
  const forgotten = answer.headers.getSetCookie().map((line) => line.split('=')[0]);
  return { location: answer.headers.get('location'), forgotten };
};
const comeBack = async ({ kept, state }: { kept: string; state: string }, by = client) => {
  const query = { code: 'c-1', state, iss: 'https://provider.example' };
  return (await sentBack([kept], query, by)).location;
};
const profiles = async () =>
  (await client.get('/api/v1/accounts')).body.items.filter(
    ({ channel }: { channel: string }) => channel === 'bluesky',
  );

describe('a profile that signs in at its network', () => {
  it('is stored when the browser that began comes back, and all that the network said reaches the connector', async () => {
    expect(
      await comeBack(await begin('@shop.example', { settings: { service: 'https://bsky.social' } })),
    ).toBe('/admin/channels?oauth=done');
    expect(said).toEqual([{ code: 'c-1', state: 'theirs-shop.example', iss: 'https://provider.example' }]);
    expect(await profiles()).toMatchObject([
      {
        channel: 'bluesky',
        address: 'shop.example',
        settings: { oauth: { provider: 'bluesky' } },
      },
    ]);
  });

  it('is signed in again with the settings that it has', async () => {
    const [{ id }] = await profiles();
    const kept = await begin('shop.example', { accountId: id });
    expect([...begun.values()].at(-1)).toMatchObject({
      accountId: id,
      settings: { service: 'https://bsky.social' },
    });
    expect(await comeBack(kept)).toBe('/admin/channels?oauth=done');
    expect(await profiles()).toHaveLength(1);
  });

  it('is not signed in by a cookie of another session, a cookie that was used, or without one', async () => {
    const other = await api.signedIn();
    const kept = await begin('second.example', {}, other);
    const asked = said.length;
    expect(await comeBack(kept)).toMatch('state-invalid');
    expect(await comeBack({ ...kept, kept: '' })).toMatch('state-invalid');
    expect(said).toHaveLength(asked);
    expect(await comeBack(kept, other)).toMatch('done');
    expect(await comeBack(kept, other)).toMatch('state-invalid');
  });

  it.each([
    ['in the order that they began', ['one', 'two']],
    ['the other way round', ['two', 'one']],
  ])('does not end another that was begun meanwhile, %s', async (way, names) => {
    const handles = ['one', 'two'].map((name) => `${name}-${way.length}.example`);
    const begunHere = [await begin(handles[0]!), await begin(handles[1]!)];
    let jar = begunHere.map(({ kept }) => kept);
    for (const name of names) {
      const state = `theirs-${name}-${way.length}.example`;
      const { location, forgotten } = await sentBack(jar, { code: 'c', state });
      expect(location).toMatch('done');
      jar = jar.filter((cookie) => !forgotten.includes(cookie.split('=')[0]));
    }
    expect(jar).toEqual([]);
    expect((await profiles()).map(({ address }: { address: string }) => address)).toEqual(
      expect.arrayContaining(handles),
    );
  });

  it('is not ended by a link that somebody else prepared', async () => {
    const { kept, state } = await begin('third.example');
    const links: Record<string, string>[] = [
      { code: 'x' },
      { code: 'x', state: 'guessed' },
      { error: 'access_denied' },
    ];
    for (const query of links) {
      const { location, forgotten } = await sentBack([kept], query);
      expect([location, forgotten]).toEqual(['/admin/channels?oauth=state-invalid', []]);
    }
    expect(await comeBack({ kept, state })).toMatch('done');
  });
});

it('whoever asks reads who we are, at the address that is our name', async () => {
  const answer = await fetch(`${api.url}/api/v1/accounts/oauth/clients/bluesky`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'application/json; charset=utf-8',
  ]);
  expect(await answer.json()).toEqual({
    client_id: 'https://filo.example.org/api/v1/accounts/oauth/clients/bluesky',
    redirect_uris: [
      'https://filo.example.org/api/v1/accounts/oauth/callback',
      'https://filo.example.org/proof/signed-in',
    ],
  });
  expect((await fetch(`${api.url}/api/v1/accounts/oauth/clients/pigeon`)).status).toBe(404);
});
