import { select } from '../selection';
import { changeDraft, draftOf, openDrafts, useDrafts } from './draft-store';
import { setComposerMode } from './composer-mode';
import { answerMessage, answerOpened } from './meant-message';

const meant = () => draftOf('amara', 'reply')?.answersMessageId ?? null;

beforeEach(() => {
  useDrafts.setState({ agentId: '', drafts: {} });
  openDrafts('sam');
  select('amara');
});

test('the message at which a thread was opened is answered until somebody else is looked at', () => {
  answerOpened('amara', 'grave');
  expect(meant()).toBe('grave');
  select('bea');
  expect(meant()).toBeNull();
});

test('another message that was picked stays picked', () => {
  answerOpened('amara', 'grave');
  answerMessage('amara', 'older');
  select('bea');
  expect(meant()).toBe('older');
});

test('words that stand in the field answer what they answered, and a note stays in hand', () => {
  setComposerMode('amara', 'note');
  changeDraft('amara', 'reply', { text: 'We are open', answersMessageId: 'older' });
  answerOpened('amara', 'grave');
  expect(meant()).toBe('older');
});

test('words that were begun to what was opened keep answering it', () => {
  answerOpened('amara', 'grave');
  changeDraft('amara', 'reply', { text: 'We are sorry' });
  select('bea');
  expect(meant()).toBe('grave');
});
