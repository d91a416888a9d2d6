import { clientDocument } from './client-document.js';
import { clientKeyOf, seedBytes } from './client-key.js';

const redirectUris = ['https://filo.example/back'] as [string];
const seed = (fill: number) => new Uint8Array(seedBytes).fill(fill);

it('the key follows from its seed alone, and the document holds its public half', async () => {
  const [key, again, other] = await Promise.all([
    clientKeyOf(seed(1)),
    clientKeyOf(seed(1)),
    clientKeyOf(seed(2)),
  ]);
  expect([again.kid, again.publicJwk]).toEqual([key.kid, key.publicJwk]);
  expect(other.publicJwk).not.toEqual(key.publicJwk);
  const document = clientDocument({
    documentUrl: 'https://filo.example/clients/bluesky',
    redirectUris,
    keys: [key.publicJwk!],
  });
  expect(document).toMatchObject({
    client_id: 'https://filo.example/clients/bluesky',
    token_endpoint_auth_method: 'private_key_jwt',
    redirect_uris: redirectUris,
    dpop_bound_access_tokens: true,
  });
  expect(JSON.stringify(document)).not.toContain('"d"');
  expect(key.privateJwk).toMatchObject({ d: expect.stringMatching(/^[\w-]{43}$/) as string });
});

it.each(['http://127.0.0.1:4620/clients/bluesky', 'https://127.0.0.1/clients/bluesky'])(
  'on this machine (%s) the id itself says who we are, and no key proves it',
  (documentUrl) => {
    const { client_id: id = '', ...rest } = clientDocument({ documentUrl, redirectUris, keys: [] });
    expect(id).toMatch(/^http:\/\/localhost\?/);
    expect(new URL(id).searchParams.getAll('redirect_uri')).toEqual(redirectUris);
    expect(rest).toMatchObject({ token_endpoint_auth_method: 'none', application_type: 'native' });
    expect(rest).not.toHaveProperty('jwks');
  },
);
