import type { ReplyOptions } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { axeFaults } from '../../../test/axe-faults';
import { replyOptionsQuery } from '../../data/threads/thread-queries';
import { changeDraft, draftOf, dropDraft } from '../../state/drafts/draft-store';
import BesideWords from './beside-words';
import { GoesElsewhere } from './goes-elsewhere';

const options = {
  ...{ audience: 'public', readers: null, contentWarning: null, asksLanguage: false, showsCard: false },
} as ReplyOptions;

test('who chose fewer readers than can be chosen now is told, and lets everybody read it by one click', () => {
  changeDraft('ada', 'reply', { text: 'Sorry!', readers: 'author' });
  render(
    <BesideWords threadId="ada" options={options} write={(change) => changeDraft('ada', 'reply', change)} />,
  );
  expect(screen.getByRole('alert').textContent).toContain('its author alone');
  act(() => screen.getByRole('button').click());
  expect(screen.queryByRole('alert')).toBeNull();
  expect(draftOf('ada', 'reply')).toMatchObject({ text: 'Sorry!', readers: null });
});

describe('a reply that goes elsewhere than when it was begun', () => {
  const place = (messageId: string, channel: string, audience: 'public' | 'private') => ({
    ...{ messageId, channel, audience, text: 'Hello', postedAt: '2026-11-27T10:00:00Z', proven: false },
    author: { id: 'i', kind: 'mail', key: 'ada@example.org', name: 'Ada', handle: null },
  });
  const byMail = { channel: 'email', audience: 'private', readers: null } as const;
  const byPost = { channel: 'bluesky', audience: 'public', readers: null } as const;
  const begin = async (first: object) => {
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
    const places = [place('mail', 'email', 'private'), place('post', 'bluesky', 'public')];
    const answer = (now: object) =>
      act(() => {
        const told = { ...options, places, ...now } as unknown as ReplyOptions;
        client.setQueryData(replyOptionsQuery('bea', null, null).queryKey, told);
      });
    dropDraft('bea', 'reply');
    answer(first);
    const view = render(
      <QueryClientProvider client={client}>
        <GoesElsewhere threadId="bea" topicId={null} />
      </QueryClientProvider>,
    );
    act(() => changeDraft('bea', 'reply', { text: 'Your card was charged' }));
    await waitFor(() => expect(draftOf('bea', 'reply')?.writtenFor).not.toBeNull());
    return { ...view, answer };
  };

  test('says from what to what, and back leads to who was answered', async () => {
    const { answer } = await begin(byMail);
    expect(screen.queryByRole('status')).toBeNull();
    answer(byPost);
    const notice = await screen.findByRole('status');
    expect(notice.textContent).toContain(
      'You began this for Email, in private. It goes by Bluesky, where everybody can read it now. It waits until you decide.',
    );
    expect(await axeFaults()).toEqual([]);
    act(() => screen.getByRole('button', { name: 'Answer by Email, in private' }).click());
    expect(draftOf('bea', 'reply')).toMatchObject({
      answersMessageId: 'mail',
      text: 'Your card was charged',
    });
  });

  test('is let be read by everybody by its writer alone', async () => {
    const { answer } = await begin(byMail);
    answer(byPost);
    await screen.findByRole('status');
    act(() => screen.getByRole('button', { name: 'Let everybody read it' }).click());
    expect(draftOf('bea', 'reply')?.writtenFor).toEqual({ channel: 'bluesky', audience: 'public' });
    expect(screen.queryByRole('status')).toBeNull();
  });

  test('waits no more once its writer chose that its author alone reads it', async () => {
    const { answer } = await begin(byMail);
    answer({ ...byPost, readers: { byDefault: 'everybody', fewer: ['author'] } });
    expect((await screen.findByRole('status')).textContent).toContain('It waits');
    act(() => changeDraft('bea', 'reply', { readers: 'author' }));
    const { textContent } = await screen.findByRole('status');
    expect(textContent).toContain('It goes by Bluesky, in private');
    expect(textContent).not.toContain('It waits');
    expect(screen.queryByRole('button', { name: 'Let everybody read it' })).toBeNull();
  });

  test('says so calmly where fewer read it, and words begun anew are for where they go now', async () => {
    const { answer } = await begin(byPost);
    answer(byMail);
    expect((await screen.findByRole('status')).textContent).not.toContain('It waits');
    act(() => changeDraft('bea', 'reply', { text: '', writtenFor: null }));
    act(() => changeDraft('bea', 'reply', { text: 'Anew' }));
    await waitFor(() => expect(draftOf('bea', 'reply')?.writtenFor?.channel).toBe('email'));
    expect(screen.queryByRole('status')).toBeNull();
  });
});
