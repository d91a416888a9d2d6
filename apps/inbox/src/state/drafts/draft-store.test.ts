import { renderHook } from '@testing-library/react';
import {
  changeDraft,
  draftOf,
  draftPauseMs,
  dropDraft,
  flushDrafts,
  openDrafts,
  useDrafts,
  useDraftText,
} from './draft-store';

const { jest } = import.meta;

const reopen = (agentId: string) => {
  useDrafts.setState({ agentId: '', drafts: {} });
  openDrafts(agentId);
};

beforeEach(() => {
  jest.useFakeTimers();
  reopen('sam');
});
afterEach(() => {
  jest.useRealTimers();
});

test('a draft is in the browser 300 ms after the last key and comes back in a new page', () => {
  changeDraft('amara', 'reply', { text: 'Hi' });
  jest.advanceTimersByTime(draftPauseMs - 1);
  changeDraft('amara', 'reply', { text: 'Hi Amara' });
  jest.advanceTimersByTime(draftPauseMs - 1);
  expect(localStorage).toHaveLength(0);
  jest.advanceTimersByTime(1);
  reopen('sam');
  expect(draftOf('amara', 'reply')?.text).toBe('Hi Amara');
});

test('a reply and a note to one person are two drafts, and keep their idempotency keys', () => {
  changeDraft('amara', 'reply', { text: 'to her' });
  const key = draftOf('amara', 'reply')?.key;
  changeDraft('amara', 'note', { text: 'about her' });
  changeDraft('amara', 'reply', { text: 'to her, longer' });
  expect(draftOf('amara', 'note')?.text).toBe('about her');
  expect(draftOf('amara', 'reply')?.key).toBe(key);
  expect(draftOf('amara', 'note')?.key).not.toBe(key);
});

test('a dropped draft is not brought back by a write that was still waiting', () => {
  changeDraft('amara', 'reply', { text: 'sent already' });
  dropDraft('amara', 'reply');
  jest.advanceTimersByTime(draftPauseMs * 2);
  reopen('sam');
  expect(draftOf('amara', 'reply')).toBeUndefined();
});

test('leaving the page writes what still waits', () => {
  changeDraft('amara', 'reply', { text: 'half a' });
  flushDrafts();
  reopen('sam');
  expect(draftOf('amara', 'reply')?.text).toBe('half a');
});

test('another agent at the same browser does not see it', () => {
  changeDraft('amara', 'reply', { text: 'mine' });
  flushDrafts();
  reopen('priya');
  expect(draftOf('amara', 'reply')).toBeUndefined();
});

test('an empty draft leaves nothing behind', () => {
  changeDraft('amara', 'reply', { text: 'x' });
  flushDrafts();
  changeDraft('amara', 'reply', { text: '  ' });
  flushDrafts();
  expect(localStorage).toHaveLength(0);
});

test('a draft that has no words yet is told by its files', () => {
  const file = { id: 'one', name: 'lamp.png', mediaType: 'image/png', bytes: 100 };
  const told = () => renderHook(() => useDraftText('amara')).result.current;
  changeDraft('amara', 'reply', { attachments: [file, { ...file, id: 'two', name: 'box.png' }] });
  expect(told()).toBe('lamp.png, box.png');
  changeDraft('amara', 'reply', { text: 'See the lamp ' });
  expect(told()).toBe('See the lamp');
});
