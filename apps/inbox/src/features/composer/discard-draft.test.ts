import { changeDraft, draftOf } from '../../state/drafts/draft-store';
import { undoLast, useToasts } from '../../state/toasts';
import { discardDraft } from './discard-draft';

test('a discarded draft comes back by the key, but never over words that were written there since', () => {
  changeDraft('t1', 'reply', { text: 'the first words' });
  discardDraft('t1', 'reply');
  changeDraft('t1', 'reply', { text: 'newer words' });
  undoLast();
  expect(draftOf('t1', 'reply')?.text).toBe('newer words');
  expect(useToasts.getState().toasts.at(-1)).toMatchObject({ tone: 'problem' });

  changeDraft('t1', 'reply', { text: '' });
  undoLast();
  expect(draftOf('t1', 'reply')?.text).toBe('the first words');
});
