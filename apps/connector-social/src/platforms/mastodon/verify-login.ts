import { PermanentError, type Verification } from '@filo/connector';
import type { Why } from '@filo/contracts';
import { MastoHttpError } from 'masto';
import { check } from '../../verifying/check.js';
import { faultOf } from './fault-of.js';
import { lackingAt } from './instance-age.js';
import type { MastodonClient } from './mastodon-client.js';

/** Says who it is, and tries what the account will need; nothing is posted. */
export const verifyLogin = async (client: MastodonClient, address: string): Promise<Verification[]> => {
  const { host, instance } = client.login;
  let handle = '';
  const signedIn = await check('sign-in', '', async () => {
    handle = `${(await client.us()).acct}@${host}`;
    if (!isSame(handle, address)) throw otherAccount(handle, address);
  });
  if (!signedIn.ok) return [signedIn];
  return [
    { ...signedIn, message: `Signed in as @${handle} at ${instance}` },
    await check('reading', 'Mentions can be read', () => client.mentions({})),
    await check('looking', 'Posts can be looked at', () => client.ownPosts({})),
    await check('posting', 'Answers can be posted', () => triesToPostNothing(client)),
    ...(await ofItsAge(client)),
  ];
};

/** Nothing is refused for it: mentions and answers work all the same. */
const ofItsAge = async (client: MastodonClient): Promise<Verification[]> => {
  const started = performance.now();
  const told = await client.instance().catch(() => undefined);
  const lacking = told && lackingAt(client.login.host, String(told.version));
  if (lacking === undefined) return [];
  const { words: message, why } = lacking;
  return [
    {
      name: 'version',
      ok: true,
      message,
      why: [why].flat() as Why[],
      durationMs: performance.now() - started,
    },
  ];
};

/** `@shop`, `shop@social.example` and `@shop@social.example` name the same account at their instance. */
const isSame = (handle: string, address: string): boolean => {
  const [user, host] = handle.toLowerCase().split('@');
  const [givenUser, givenHost = host] = address.trim().replace(/^@/, '').toLowerCase().split('@');
  return user === givenUser && host === givenHost;
};

const otherAccount = (handle: string, address: string) =>
  new PermanentError(
    'other-account',
    `The access token belongs to @${handle}, and not to ${address}. Nothing was stored: enter that handle, or a token of the other account.`,
  );

/** Whoever may post is told that a post without words is none; whoever may not, that they may not. */
const triesToPostNothing = async (client: MastodonClient): Promise<void> => {
  try {
    await client.createNothing();
  } catch (error) {
    if (error instanceof MastoHttpError && error.statusCode === 422) return;
    throw faultOf(error, 'reading', client.login.host);
  }
};
