import { forgetAnnouncements, useAnnouncement } from './announcer';
import { dismissToast, showToast, undoLast, undoToast, useToasts } from './toasts';

const { jest } = import.meta;

beforeEach(() => {
  jest.useFakeTimers();
  while (undoLast());
  useToasts.setState({ toasts: [] });
  forgetAnnouncements();
});
afterEach(() => {
  jest.useRealTimers();
});

const done = (undone: string[], text: string, forMs?: number): number =>
  showToast({ tone: 'done', text, undo: () => void undone.push(text), ...(forMs && { forMs }) });

test('what was done is undone by the key for a minute, the newest first, though its toast has gone', () => {
  const undone: string[] = [];
  done(undone, 'closed');
  dismissToast(done(undone, 'assigned'));
  jest.advanceTimersByTime(30_000);
  expect(useToasts.getState().toasts).toEqual([]);
  expect([undoLast(), undoLast(), undoLast()]).toEqual([true, true, false]);
  expect(undone).toEqual(['assigned', 'closed']);
});

test('after a minute, or once its own time is over, nothing is undone', () => {
  const undone: string[] = [];
  done(undone, 'closed');
  done(undone, 'sent', 5_000);
  jest.advanceTimersByTime(6_000);
  expect(undoLast()).toBe(true);
  done(undone, 'closed again');
  jest.advanceTimersByTime(61_000);
  expect(undoLast()).toBe(false);
  expect(undone).toEqual(['closed']);
});

test('what was undone by its button is not undone by the key as well', () => {
  const undone: string[] = [];
  undoToast(done(undone, 'closed'));
  expect(undoLast()).toBe(false);
  expect(undone).toEqual(['closed']);
});

test('what is undone though nothing on the screen told of it any more is said', () => {
  const undone: string[] = [];
  done(undone, 'closed');
  undoLast();
  expect(useAnnouncement.getState().text).toBe('');
  dismissToast(done(undone, 'assigned'));
  undoLast();
  expect(useAnnouncement.getState().text).toBe('Undoing: assigned');
});
