import type { InvitationView, ProofView, SuggestedPerson } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { applyLiveEvent } from '../src/data/live/apply-live-event';
import { Composer } from '../src/features/composer/composer';
import { AskedOfPair, AskThem } from '../src/features/merge/ask-them';
import ProfilePane from '../src/features/profile/profile-pane';
import { ThreadPane } from '../src/features/thread/thread-pane';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { draftOf, dropDraft, openDrafts } from '../src/state/drafts/draft-store';
import { useToasts } from '../src/state/toasts';
import { FixtureApi } from './fixture/fixture-api';
import { axeFaults } from './axe-faults';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';
import { type FixtureThread, identity } from './fixture/world';

const suggested = ({ id, version, name, photo, identities }: FixtureThread): SuggestedPerson => ({
  ...{ id, version, name, photo, identities, lastAt: null, firstSeenAt: '', messageCount: 1, openTopics: 1 },
});

/** Amara with an unverified address and a public account, whose last word was public. */
function open(show: 'profile' | 'thread' | 'pair') {
  const api = new FixtureApi(makeWorld(2));
  const { fetch, asked } = fixtureFetch(api);
  globalThis.fetch = fetch;
  const [amara, other] = [...api.world.threads.values()];
  if (!amara || !other) throw new Error('Nobody is there');
  const mail = identity('amara@work.example', 'Amara', { proof: 'claimed' });
  const loud = identity('amara-public', 'Amara', { kind: 'sample', handle: '@amara' });
  amara.identities.push(mail, loud);
  const last = amara.messages.at(-1)!;
  amara.messages.push({
    ...last,
    id: crypto.randomUUID(),
    channel: 'sample',
    audience: 'public',
    direction: 'inbound',
    author: { type: 'identity', identity: loud },
    text: 'You never answer!',
    newText: 'You never answer!',
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  api.listen((event) => act(() => applyLiveEvent(client, api.world.me.id, event)));
  client.setQueryData(['session'], { agent: api.world.me, organisation: { name: 'Filo & Co.' } });
  openDrafts(api.world.me.id);
  dropDraft(amara.id, 'reply');
  const stop = listenForKeys();
  const nothing = () => undefined;
  render(
    <QueryClientProvider client={client}>
      {show === 'profile' ? <ProfilePane personId={amara.id} topicId={null} onTopic={nothing} /> : null}
      {show === 'pair' ? (
        <>
          <AskThem persons={[amara, other].map(suggested)} />
          <AskedOfPair persons={[amara, other].map(suggested)} />
        </>
      ) : null}
      {show === 'thread' ? (
        <ThreadPane
          threadId={amara.id}
          topicId={null}
          onTopic={nothing}
          onPerson={nothing}
          composer={<Composer threadId={amara.id} topicId={null} />}
        />
      ) : null}
    </QueryClientProvider>,
  );
  return { api, asked, amara, other, mail, loud, stop, user: userEvent.setup({ delay: null }) };
}
const contact = async (key: string) => {
  const items = await screen.findAllByRole('listitem');
  return within(items.find((item) => item.textContent?.includes(key))!);
};
const change = (api: FixtureApi, more: Partial<ProofView>) => {
  api.world.proofs = api.world.proofs.map((one) => ({ ...one, ...more }));
  api.emit({ kind: 'proofs' });
};

beforeEach(() => useToasts.setState({ toasts: [] }));

test('an unverified address is asked by keys alone, and what becomes of it is shown as it happens', async () => {
  const { api, user, mail, stop } = open('profile');
  const one = await contact(mail.key);
  const button = one.getByRole('button', { name: `Ask whether this is theirs: mail a link to ${mail.key}` });
  act(() => button.focus());
  await user.keyboard('{Enter}');
  await one.findByText(/Asked whether this is theirs.*The link is on its way/);
  expect(one.queryByRole('button', { name: /^Ask whether/ })).toBeNull();
  for (const [state, words] of [
    ['waiting', 'Waiting for an answer'],
    ['failed', 'could not be delivered'],
    ['expired', 'Nobody answered in time'],
    ['confirmed', 'Confirmed'],
  ] as const) {
    change(api, { state });
    await one.findByText(new RegExp(words));
  }
  stop();
});

test('why an address cannot be asked now is said in words, with the time to wait', async () => {
  const { user, api, mail, stop } = open('profile');
  const one = await contact(mail.key);
  const button = one.getByRole('button', { name: /^Ask whether/ });
  await user.click(button);
  await one.findByText(/on its way/);
  change(api, { state: 'expired' });
  await user.click(await one.findByRole('button', { name: /^Ask whether/ }));
  await waitFor(() =>
    expect(useToasts.getState().toasts.at(-1)?.text).toMatch(/once in 24 hours.*Ask again in 3 hours/),
  );
  stop();
});

test('of a pair either owner can be asked, and the card shows the question until it is answered', async () => {
  const { user, api, amara, other, stop } = open('pair');
  await user.click(await screen.findByRole('button', { name: 'Ask whether this is theirs' }));
  const choices = await screen.findAllByRole('menuitem');
  expect(choices.map(({ textContent }) => textContent)).toContain(`Ask ${amara.identities[0]?.key}`);
  expect(choices.map(({ textContent }) => textContent)).toContain('Ask @amara');
  await user.click(choices[0]!);
  const asked = `${amara.identities[0]?.key} was asked whether ${other.identities[0]?.key} is theirs too`;
  await screen.findByText(new RegExp(`${asked}.*on its way`));
  change(api, { state: 'waiting' });
  await screen.findByText(new RegExp(`${asked}.*Waiting for an answer`));
  stop();
});

test('at the contact point its owner is asked whether somebody else is them too', async () => {
  const { user, api, amara, other, stop } = open('profile');
  api.world.suggestions.push({
    ...{ id: crypto.randomUUID(), counterEvidence: [], confidence: 0.9, confidenceWords: 'likely', at: '' },
    persons: [amara, other].map(suggested),
    evidence: [{ code: 'same-name', words: '', data: {} }],
  });
  api.emit({ kind: 'suggestions' });
  const { key } = amara.identities[0]!;
  await user.click(await screen.findByRole('button', { name: `More for ${key}` }));
  // Their name is written from right to left and kept apart from our words.
  const ask = new RegExp(`^Ask whether \\u2068?${other.name}`);
  await user.click(await screen.findByRole('menuitem', { name: ask }));
  await (await contact(key)).findByText(new RegExp(`whether ${other.identities[0]?.key} is theirs too`));
  // Its mail comes back.
  expect(amara.identities[1]?.bouncing).toBe(true);
  await user.click(screen.getByRole('button', { name: `More for ${amara.identities[1]?.key}` }));
  await screen.findByRole('menuitem', { name: 'Block' });
  expect(screen.queryByRole('menuitem', { name: /^Ask whether/ })).toBeNull();
  stop();
});

test('an invitation is written into the public answer by its key, once, and nothing is sent', async () => {
  const { api, asked, user, amara, stop } = open('thread');
  await screen.findByText('You never answer!');
  await waitFor(() => expect(screen.getAllByRole('button', { name: /^Invite to private/ })).toHaveLength(2));
  await user.keyboard('d');
  await user.click(await screen.findByText('Invite in the public answer'));
  await waitFor(() => expect(draftOf(amara.id, 'reply')?.text).toContain('/proof/to/'));
  const [invitation] = api.world.invitations;
  expect(draftOf(amara.id, 'reply')?.text).toBe(invitation?.text);
  await user.click(screen.getAllByRole('button', { name: /^Invite to private/ })[0]!);
  await user.click(await screen.findByText('Invite in the public answer'));
  expect(draftOf(amara.id, 'reply')?.text).toBe(invitation?.text);
  expect(asked.filter((one) => /\/(replies|direct)$/.test(one) && one.startsWith('POST'))).toEqual([]);
  stop();
});

test('an invitation goes by direct message, which leaves the public answer as it is', async () => {
  const { api, user, amara, stop } = open('thread');
  await screen.findByText('You never answer!');
  const before = draftOf(amara.id, 'reply')?.text;
  const [invite] = await screen.findAllByRole('button', { name: /^Invite to private/ });
  await user.click(invite!);
  const direct = await screen.findByText<HTMLButtonElement>('Invite by direct message');
  await waitFor(() => expect(direct.disabled).toBe(false));
  await user.click(direct);
  await waitFor(() => expect(api.world.invitations[0]?.direct?.state).toBe('sent'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(draftOf(amara.id, 'reply')?.text).toBe(before);
  stop();
});

test('where nobody can be written to first, the reason stands there and the public way is left', async () => {
  const { api, user, stop } = open('thread');
  api.world.direct = { possible: false, reason: 'no-direct-messages', why: 'No chat here.' };
  await screen.findByText('You never answer!');
  await screen.findAllByRole('button', { name: /^Invite to private/ });
  await user.keyboard('d');
  await screen.findByText(/Filo writes no direct messages at this network/);
  expect(screen.getByText<HTMLButtonElement>('Invite by direct message').disabled).toBe(true);
  expect(screen.getByText<HTMLButtonElement>('Invite in the public answer').disabled).toBe(false);
  expect(await axeFaults()).toEqual([]);
  stop();
});

test('what a network says by a code is said in our words', async () => {
  const { api, user, stop } = open('thread');
  const whys = [{ code: 'cannot-write-first', with: { channel: 'x' } }];
  api.world.direct = { possible: false, reason: 'not-written-first', why: null, whys };
  await screen.findByText('You never answer!');
  await screen.findAllByRole('button', { name: /^Invite to private/ });
  await user.keyboard('d');
  await screen.findByText(/Filo writes no direct messages by the channel x/);
  stop();
});

test('a message says whom its author says to be, until its invitation is over', async () => {
  const { api, amara, stop } = open('thread');
  const message = amara.messages.at(-2)!;
  await screen.findAllByRole('button', { name: /^Invite to private/ });
  expect(screen.queryByText(/Says to be/)).toBeNull();
  message.saysToBe = { kind: 'sample', account: '@amara' };
  api.emit({ kind: 'message', threadId: amara.id, messageId: message.id, change: 'changed' });
  const said = await screen.findByText(/Says to be @amara on .*, not proven yet/);
  expect(said.closest('article')?.dataset['messageId']).toBe(message.id);
  message.saysToBe = null;
  api.emit({ kind: 'proofs' });
  await waitFor(() => expect(screen.queryByText(/Says to be/)).toBeNull());
  stop();
});

test('the state of an invitation stands at the account and at the address, and it can be withdrawn', async () => {
  const { api, user, amara, mail, loud, stop } = open('profile');
  const message = amara.messages.at(-1)!;
  const post = { method: 'POST', path: '/invitations', query: new URLSearchParams(), headers: {} };
  act(() => void api.answer({ ...post, body: { messageId: message.id } }));
  const account = await contact(loud.handle ?? loud.key);
  await account.findByText(/Invited to private on .*open until/);
  const set = (more: Partial<InvitationView>) => {
    Object.assign(api.world.invitations[0]!, more);
    api.emit({ kind: 'proofs' });
  };
  const when = new Date().toISOString();
  const answer = { identityId: mail.id, address: mail.key, provenAt: when, codeExpiresAt: when, used: false };
  // From their first message on, before anything of it is confirmed.
  set({ claims: [{ identityId: mail.id, address: mail.key }] });
  await (await contact(mail.key)).findByText(/Says to be @amara on .*, not proven yet/);
  set({ state: 'mail-proven', answers: [answer] });
  await account.findByText(/amara@work.example was confirmed; waiting for the code/);
  await (await contact(mail.key)).findByText(/Says to be @amara/);
  set({ refused: { reason: 'another-identity', messageId: message.id, at: when } });
  await account.findByText(/Somebody else posted or sent the code: nobody was joined/);
  set({ refused: { reason: 'asked-already', messageId: null, at: when } });
  await account.findByText(/got no link, because mail went out within the last 24 hours/);
  set({ pageFullUntil: when });
  await account.findByText(/^Its page has mailed as many links as it may in a day/);
  set({ mailsPausedUntil: when });
  await account.findByText(/^More links were asked for at public pages in the last hour/);
  await user.click(account.getByRole('button', { name: 'Withdraw the invitation of @amara' }));
  await account.findByText('The invitation to private was withdrawn.');
  expect(account.queryByText(/got no link/)).toBeNull();
  set({
    state: 'joined',
    answers: [{ ...answer, used: true }],
    joined: { at: when, changeId: message.id, messageId: message.id },
  });
  await account.findByText(/joined with amara@work.example/);
  stop();
});
