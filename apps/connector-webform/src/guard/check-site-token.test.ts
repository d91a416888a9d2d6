import { createHmac } from 'node:crypto';
import { checkSiteToken } from './check-site-token.js';

const secret = 'site-secret';
const now = new Date('2026-11-22T10:00:00Z');
const exp = now.getTime() / 1_000 + 300;

const sign = (claims: object, head: object = { alg: 'HS256', typ: 'JWT' }, key = secret) => {
  const body = [head, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
};
const check = (token: string | undefined) => checkSiteToken(token, { secret, formKey: 'contact', now });

it('names the user of a good token', () => {
  expect(check(sign({ sub: 'u1', exp, aud: 'contact', name: 'Ada' }))).toEqual({
    user: { id: 'u1', email: undefined, name: 'Ada' },
  });
});

it('names a user to a form of a site only where the token names that site', () => {
  const at = (site: string, iss?: string) =>
    checkSiteToken(sign({ sub: '17', exp, iss }), { secret, formKey: 'contact', site, now });
  expect(at('shop-a', 'shop-a')).toMatchObject({ user: { id: '17' } });
  expect([at('shop-a', 'shop-b'), at('shop-a')]).toEqual([{ fault: 'other-site' }, { fault: 'other-site' }]);
  expect(check(sign({ sub: '17', exp, iss: 'https://any.example' }))).toMatchObject({ user: { id: '17' } });
});

it.each([
  ['missing', undefined],
  ['malformed', 'abc'],
  ['malformed', sign({ sub: 'u1', exp }, { alg: 'none' }).replace(/[^.]+$/, '')],
  ['malformed', sign({ sub: 'u1', exp }, { alg: 'HS512' })],
  ['malformed', sign({ sub: 'u1' })],
  ['malformed', sign({ exp })],
  ['wrong-signature', sign({ sub: 'u1', exp }, undefined, 'other')],
  ['expired', sign({ sub: 'u1', exp: exp - 600 })],
  ['other-form', sign({ sub: 'u1', exp, aud: ['orders'] })],
])('refuses a token: %s', (fault, token) => {
  expect(check(token)).toEqual({ fault });
});
