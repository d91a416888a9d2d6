import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSiteToken } from '../src/guard/check-site-token.js';

const docs = readFileSync(join(import.meta.dirname, '../../../docs/site-tokens.md'), 'utf8');
const secret = 'a secret of thirty-two characters';
const check = (token: string) =>
  checkSiteToken(token, { secret, formKey: 'contact', site: 'shop.example', now: new Date() });

/** The examples themselves are run by the end-to-end tests, against the form. */
it('is good as the docs have it, for builders in other languages to compare with', () => {
  const token = /```text\n(\S+)\n```/.exec(docs)![1]!;
  expect(check(token)).toEqual({ user: { id: 'user-7', email: 'ann@example.org', name: undefined } });
  expect(check(`${token.slice(0, -2)}AA`)).toEqual({ fault: 'wrong-signature' });
});
