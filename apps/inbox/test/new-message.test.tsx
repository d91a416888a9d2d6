import type { MessageView, SessionView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Composer } from '../src/features/composer/composer';
import NewMessageDialog from '../src/features/new-message/new-message-dialog';
import { ResendDialog } from '../src/features/new-message/resend-dialog';
import { changeDraft, draftOf, openDrafts } from '../src/state/drafts/draft-store';
import { moveFocus } from '../src/state/focus-requests';
import { beginMatter } from '../src/state/drafts/begin-matter';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

function open(
  node: (thread: { id: string; name: string; address: string; identityId: string }) => React.ReactNode,
) {
  const api = new FixtureApi(makeWorld(4));
  const { fetch } = fixtureFetch(api);
  const sent: unknown[] = [];
  globalThis.fetch = (input, init) => {
    if (String(input as string).endsWith('/replies')) sent.push(JSON.parse(String(init?.body as string)));
    return fetch(input, init);
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  const session: SessionView = { agent: api.world.me, organisation: { name: 'Filo' } };
  client.setQueryData(['session'], session);
  localStorage.clear();
  openDrafts(crypto.randomUUID());
  const thread = [...api.world.threads.values()].find(({ identities }) => identities[0]?.kind === 'mail')!;
  const { key: address, id: identityId } = thread.identities[0]!;
  const person = { id: thread.id, name: thread.name, address, identityId };
  render(<QueryClientProvider client={client}>{node(person)}</QueryClientProvider>);
  return { sent, person, user: userEvent.setup({ delay: null }) };
}

test('people come first, and whoever is chosen is written to in their thread', async () => {
  const opened: string[] = [];
  const { person, user } = open(() => (
    <NewMessageDialog onThread={(id) => opened.push(id)} onClose={() => undefined} />
  ));
  await user.type(screen.getByRole('searchbox'), person.address.slice(0, 6));
  const found = await screen.findByRole('menuitem', { name: new RegExp(person.address) });
  expect(await axeFaults()).toEqual([]);
  await user.click(found);
  await waitFor(() => expect(opened).toEqual([person.id]));
  expect(draftOf(person.id, 'reply')?.begins).toEqual({ identityId: person.identityId, subject: '' });
});

test('an address that is none is refused with the sentence, and what was typed stays', async () => {
  const { user } = open(() => <NewMessageDialog onThread={() => undefined} onClose={() => undefined} />);
  await user.type(screen.getByRole('searchbox'), 'new@nowhere');
  await user.click(await screen.findByRole('menuitem', { name: 'Write to new@nowhere' }));
  expect((await screen.findByRole('alert')).textContent).toContain('"new@nowhere" is not an address');
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('new@nowhere');
});

test('an answer that stands in the thread does not become a new message unasked', async () => {
  const opened: string[] = [];
  const { person, user } = open(() => (
    <NewMessageDialog onThread={(id) => opened.push(id)} onClose={() => undefined} />
  ));
  changeDraft(person.id, 'reply', { text: 'We look into it' });
  await user.type(screen.getByRole('searchbox'), person.address);
  await user.click(await screen.findByRole('menuitem', { name: new RegExp(person.address) }));
  await user.click(await screen.findByRole('button', { name: 'Go on with the answer' }));
  expect(draftOf(person.id, 'reply')).toMatchObject({ text: 'We look into it', begins: null });
  expect(opened).toEqual([person.id]);
});

test('it is written below its subject, from the account that is named, and answers nothing', async () => {
  const { person, user, sent } = open(({ id }) => <Composer threadId={id} topicId={null} />);
  const { identityId } = person;
  act(() => beginMatter(person.id, { identityId, subject: '' }));
  const subject = await screen.findByRole('textbox', { name: 'Subject' });
  await screen.findByText('New message');
  act(() => moveFocus('subject'));
  await waitFor(() => expect(document.activeElement).toBe(subject));
  expect((await screen.findByRole('combobox', { name: 'from' })).textContent).toContain('sales@example.org');
  expect(await axeFaults()).toEqual([]);
  act(() => changeDraft(person.id, 'reply', { text: 'Good morning' }));
  const send = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Send/ });
  await screen.findByText('The subject is missing');
  expect(send().disabled).toBe(true);
  await user.type(subject, 'Your order');
  await waitFor(() => expect(send().disabled).toBe(false));
  await user.click(send());
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ text: 'Good morning', begins: { identityId, subject: 'Your order' } });
  expect(sent[0]).not.toHaveProperty('answersMessageId');
});

const mailOf = (over: Partial<MessageView> = {}): MessageView => ({
  ...[...makeWorld(4).threads.values()]
    .flatMap(({ messages }) => messages)
    .find(({ deliveries }) => deliveries.length > 0)!,
  ...over,
});

test('a forwarded message goes with the files that are chosen, and needs no words of its own', async () => {
  const files = ['one.pdf', 'two.pdf'].map((name) => ({ id: crypto.randomUUID(), name }));
  const { person, user, sent } = open(({ id }) => <Composer threadId={id} topicId={null} />);
  const attachmentIds = files.map(({ id }) => id);
  const carries = { kind: 'forward' as const, messageId: crypto.randomUUID(), attachmentIds, from: 'Cleo' };
  act(() =>
    beginMatter(person.id, {
      ...{ identityId: person.identityId, subject: 'Fwd: Bill' },
      carries: { ...carries, offered: files },
    }),
  );
  await screen.findByText('Forwards a message of Cleo');
  await user.click(screen.getByRole('checkbox', { name: 'one.pdf' }));
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: /^Send/ }));
  await waitFor(() => expect(sent).toHaveLength(1));
  const { messageId } = carries;
  expect(sent[0]).toMatchObject({
    text: '',
    begins: { subject: 'Fwd: Bill', carries: { kind: 'forward', messageId, attachmentIds: [files[1]!.id] } },
  });
});

test('resending names who got it, and adds an address to nobody unasked', async () => {
  const wrong = { ...mailOf().deliveries[0]!, state: 'bounced' as const };
  const message = mailOf({ deliveries: [wrong] });
  const { user } = open(() => (
    <ResendDialog message={message} onThread={() => undefined} onClose={() => undefined} />
  ));
  const asked: unknown[] = [];
  globalThis.fetch = (_input, init) => {
    asked.push(JSON.parse(String(init?.body as string)));
    const body = JSON.stringify({ message, version: 1 });
    return Promise.resolve({ ok: true, status: 201, text: () => Promise.resolve(body) } as Response);
  };
  expect(screen.getByRole('list', { name: 'Who it went to' }).textContent).toContain('came back');
  const field = screen.getByRole('textbox', { name: 'Corrected address' });
  const resend = screen.getByRole<HTMLButtonElement>('button', { name: 'Resend to another address' });
  expect(resend.disabled).toBe(true);
  expect(await axeFaults()).toEqual([]);
  await user.clear(field);
  await user.type(field, 'right@example.org');
  await user.click(resend);
  await waitFor(() => expect(asked).toEqual([{ address: 'right@example.org', isTheirs: false, undo: true }]));
});
