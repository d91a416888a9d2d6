import type { SignatureView, SignaturesOffered } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import SignatureBelow from '../src/features/composer/signature-below';
import { bodyOf } from '../src/features/composer/send-draft';
import { MessageBody } from '../src/features/thread/message/message-body';
import SignaturesPage from '../src/features/signatures/signatures-page';
import { changeDraft, draftOf, dropDraft } from '../src/state/drafts/draft-store';
import { withFittingChoices } from '../src/state/drafts/fitting-choices';
import { undoLast, useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { makeWorld } from './fixture/make-world';

const signature = (id: string, text: string, more: Partial<SignatureView> = {}): SignatureView => ({
  ...{ id, team: null, language: null, text, version: 1 },
  ...more,
});
/** Answers as the server does; `refuse` is the answer to the first change. */
const serve = (items: SignatureView[], refuse?: SignatureView) => {
  const sent: { method: string; path: string; body: unknown }[] = [];
  globalThis.fetch = (input, { method = 'GET', body } = {}) => {
    const path = new URL(String(input), 'http://localhost').pathname.replace('/api/v1', '');
    if (method !== 'GET') sent.push({ method, path, body: JSON.parse(body as string) });
    const isRefused = method !== 'GET' && refuse !== undefined && sent.length === 1;
    const problem = { status: 409, code: 'conflict', reason: 'signature-changed', title: '', detail: 'x' };
    const found =
      path === '/signatures'
        ? { items }
        : { items: [{ id: 'care', name: 'Care', colour: null, version: 1, members: [], accounts: [] }] };
    const done = { ...(items[0] ?? signature('new', 'x')), version: 2 };
    const answer = isRefused ? { ...problem, signature: refuse } : method === 'GET' ? found : done;
    const text = () => Promise.resolve(JSON.stringify(answer));
    return Promise.resolve({ ok: !isRefused, status: isRefused ? 409 : 200, text } as Response);
  };
  return sent;
};
const open = (role = 'admin') => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { agent: { id: '1', role, name: 'Sam Ito' } });
  render(
    <QueryClientProvider client={client}>
      <SignaturesPage />
    </QueryClientProvider>,
  );
  return userEvent.setup({ delay: null });
};

it('an admin writes one for a team in a language, and sees it filled in', async () => {
  const sent = serve([]);
  const user = open();
  await screen.findByText(/No signatures yet/);
  await user.click(screen.getByRole('button', { name: 'Write a signature' }));
  const text = await screen.findByLabelText('Text');
  await user.type(text, 'Yours, ');
  await user.click(screen.getByRole('button', { name: 'Name of the agent' }));
  await user.selectOptions(await screen.findByLabelText('Team that answers'), 'Care');
  await user.selectOptions(screen.getByLabelText('Language of the customer'), 'Italian');
  expect(screen.getByRole('region', { name: 'Below an answer of yours' }).textContent).toContain(
    '-- \nYours, Sam Ito',
  );
  expect(await axeFaults()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const body = { teamId: 'care', language: 'it', text: 'Yours, {{agent_name}}' };
  expect(sent).toEqual([{ method: 'POST', path: '/signatures', body }]);
});

it('what somebody else changed meanwhile is said before it is written over', async () => {
  const sent = serve([signature('a', 'Yours')], signature('a', 'Theirs', { version: 2 }));
  const user = open();
  await user.click(await screen.findByRole('button', { name: 'Edit: Everybody · any language' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Somebody else changed this signature meanwhile/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent.map(({ body }) => body)).toMatchObject([{ version: 1 }, { version: 2 }]);
});

it('one that is removed comes back by one press; supervisors only look', async () => {
  const sent = serve([signature('a', 'Yours')]);
  const user = open();
  await user.click(await screen.findByRole('button', { name: 'Remove: Everybody · any language' }));
  await waitFor(() => expect(useToasts.getState().toasts.at(-1)?.text).toContain('Signature removed'));
  undoLast();
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map(({ body }) => body)).toEqual([
    { version: 1, removed: true },
    { version: 2, removed: false },
  ]);
  cleanup();
  open('supervisor');
  expect(await screen.findByText('Yours')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull();
});

const offered: SignaturesOffered = {
  byDefault: 'a',
  items: [
    { id: 'a', team: 'Care', language: null, text: 'Sam\nCare' },
    { id: 'b', team: null, language: 'it', text: 'Un saluto' },
  ],
};
const where: Parameters<typeof withFittingChoices>[1] = {
  ...{ audience: 'private', readers: null, contentWarning: null },
  ...{ asksLanguage: false, showsCard: false },
};

it('the composer shows what stands below, folded; another one or none is chosen for this answer', async () => {
  dropDraft('ada', 'reply');
  changeDraft('ada', 'reply', { text: 'It is on its way' });
  const user = userEvent.setup({ delay: null });
  render(
    <SignatureBelow
      threadId="ada"
      offered={offered}
      write={(change) => changeDraft('ada', 'reply', change)}
    />,
  );
  const leaves = () => {
    const draft = withFittingChoices(draftOf('ada', 'reply')!, { ...where, signatures: offered });
    const order = { threadId: 'ada', topicId: null, mode: 'reply', version: 1, close: false, askOk: false };
    return (bodyOf({ ...order, mode: 'reply', draft }) as { signature?: string }).signature;
  };
  expect(screen.queryByText(/Sam/)).toBeNull();
  expect(leaves()).toBe('a');
  await user.tab();
  await user.keyboard('{Enter}');
  expect(screen.getByText(/Sam/)).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  const choice = screen.getByLabelText('Signature below this answer');
  await user.selectOptions(choice, 'Everybody · Italian');
  expect([leaves(), screen.getByText('Un saluto').textContent]).toEqual(['b', 'Un saluto']);
  await user.selectOptions(choice, 'Without a signature');
  expect([leaves(), screen.getByRole('button', { name: 'No signature' })]).toMatchObject(['none', {}]);
  await user.selectOptions(choice, 'Care · any language');
  expect(draftOf('ada', 'reply')?.signature).toBeNull();
});

it('nothing is said of a signature where none is offered, whatever was chosen elsewhere', () => {
  changeDraft('ada', 'reply', { text: 'Hello', signature: 'b' });
  const draft = draftOf('ada', 'reply')!;
  expect(withFittingChoices(draft, { ...where, signatures: null }).signature).toBeNull();
  expect(withFittingChoices(draft, { ...where, signatures: { ...offered, items: [] } }).signature).toBeNull();
});

it('our own signature is folded below the words, also where these are formatted', async () => {
  const [thread] = makeWorld().threads.values();
  const [message] = thread!.messages;
  const html = '<p>It is <b>on</b> its way</p><div>-- <br><p>Sam<br>Care</p></div>';
  const author = { type: 'agent' as const, agent: { id: '1', name: 'Sam' } };
  render(<MessageBody message={{ ...message!, author, html, signatureText: 'Sam\nCare' } as never} />);
  expect(screen.queryByText(/Care/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Signature, 2 lines' }));
  expect(screen.getByText(/Care/)).toBeTruthy();
});
