import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { WaitingDrafts } from '../src/features/composer/waiting-drafts';
import { changeDraft, draftOf, openDrafts } from '../src/state/drafts/draft-store';
import { moveDrafts, returnDrafts, takeUpDraft } from '../src/state/drafts/merged-drafts';
import { axeFaults } from './axe-faults';

const [ada, ben, cleo] = ['ada', 'ben', 'cleo'];
const words = (threadId: string) => draftOf(threadId, 'reply')?.text;

beforeEach(() => {
  localStorage.clear();
  openDrafts(crypto.randomUUID());
});

test('both drafts of two who were merged stay in reach, and change places by a button', async () => {
  changeDraft(ada, 'reply', { text: 'To Ada.' });
  changeDraft(ben, 'reply', { text: 'To Ben.' });
  moveDrafts(ben, ada);
  render(<WaitingDrafts threadId={ada} mode="reply" />);
  expect(screen.getByText('To Ben.')).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  await userEvent.setup({ delay: null }).click(screen.getByRole('button', { name: 'Go on with it' }));
  expect(words(ada)).toBe('To Ben.');
  expect(screen.getByText('To Ada.')).toBeTruthy();
});

test('a merge that is undone gives every draft back to the thread in which it was begun', () => {
  changeDraft(ada, 'reply', { text: 'To Ada.' });
  changeDraft(ben, 'reply', { text: 'To Ben.' });
  changeDraft(cleo, 'note', { text: 'About Cleo.' });
  moveDrafts(ben, ada);
  moveDrafts(cleo, ada);
  takeUpDraft(ada, ben, 'reply');
  expect(words(ada)).toBe('To Ben.');
  for (const one of [ada, ben, cleo]) returnDrafts(one);
  expect([words(ada), words(ben)]).toEqual(['To Ada.', 'To Ben.']);
  expect([draftOf(cleo, 'note')?.text, draftOf(ada, 'note')]).toEqual(['About Cleo.', undefined]);
  render(<WaitingDrafts threadId={ada} mode="reply" />);
  expect(screen.queryByRole('button')).toBeNull();
});

test('a draft that waits goes along when its thread is merged on', () => {
  changeDraft(ada, 'reply', { text: 'To Ada.' });
  changeDraft(ben, 'reply', { text: 'To Ben.' });
  changeDraft(cleo, 'reply', { text: 'To Cleo.' });
  moveDrafts(ben, ada);
  moveDrafts(ada, cleo);
  render(<WaitingDrafts threadId={cleo} mode="reply" />);
  expect(screen.getAllByRole('button')).toHaveLength(2);
});
