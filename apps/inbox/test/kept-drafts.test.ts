import type { DraftView } from '@filo/contracts/http';
import { type Draft, emptyDraft } from '../src/state/drafts/draft';
import { draftFrom, isAhead } from '../src/state/drafts/sync/draft-content';
import { reconcile } from '../src/state/drafts/sync/reconcile';

const view = (id: string, over: Partial<DraftView> & { text?: string } = {}): DraftView => {
  const { text = 'theirs', ...rest } = over;
  return {
    ...{ id, threadId: 'ada', personName: 'Ada', mode: 'reply', state: 'open', revision: 1 },
    content: { ...contentless, text },
    ...{ changedAt: '2026-11-26T09:00:00.000Z', sendAt: null, closes: false, inPublic: false, notice: null },
    ...rest,
  } as DraftView;
};
const {
  key: _k,
  waitsIn: _w,
  writtenIn: _i,
  updatedAt: _u,
  revision: _r,
  syncedAt: _s,
  ...contentless
} = emptyDraft();
const draft = (key: string, over: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(),
  ...{ key, text: 'mine', revision: 1, updatedAt: 5, syncedAt: 5 },
  ...over,
});
const ahead = { updatedAt: 6 };
const run = (local: Record<string, Draft>, server: DraftView[], over: object = {}) =>
  reconcile({
    ...{ local, server, isWhole: true, dropped: [], saving: new Set<string>() },
    known: new Set(Object.values(local).flatMap(({ key, revision }) => (revision > 0 ? [key] : []))),
    ...over,
  }).map(({ threadId, mode, draft: to }) => [
    `${threadId}.${mode}`,
    to === null || to === 'fork' ? to : to.text,
  ]);

test('a draft of another computer comes into the composer where nothing is written', () => {
  expect(run({}, [view('a')])).toEqual([['ada.reply', 'theirs']]);
  expect(run({ 'ada.note': draft('n', { revision: 0 }) }, [view('a')])).toEqual([['ada.reply', 'theirs']]);
  expect(run({ 'ada.reply': draft('b', { revision: 0 }) }, [view('a')])).toEqual([]);
});

test('a newer version replaces words that were safe, and stands beside words that were not', () => {
  expect(run({ 'ada.reply': draft('a') }, [view('a', { revision: 2 })])).toEqual([['ada.reply', 'theirs']]);
  expect(run({ 'ada.reply': draft('a', ahead) }, [view('a', { revision: 2 })])).toEqual([
    ['ada.reply', 'fork'],
  ]);
  // What is here was written on top of what is there.
  expect(run({ 'ada.reply': draft('a', ahead) }, [view('a')])).toEqual([]);
});

test('a save whose answer was lost makes no second draft', () => {
  expect(run({ 'ada.reply': draft('a', ahead) }, [view('a', { revision: 2, text: 'mine' })])).toEqual([
    ['ada.reply', 'mine'],
  ]);
});

test('the same words for another message are others: neither choice is lost', () => {
  const chosen = draft('a', { answersMessageId: 'm1', ...ahead });
  const content = { ...view('a').content!, text: 'mine', answersMessageId: 'm2' };
  const there = view('a', { revision: 2, content });
  expect(run({ 'ada.reply': chosen }, [there])).toEqual([['ada.reply', 'fork']]);
});

test('a save that is under way, and that the server names already, makes no second draft of the keys since', () => {
  const typedOn = draft('a', { text: 'mine, longer', revision: 0, ...ahead });
  const answered = [view('a', { text: 'mine' })];
  expect(run({ 'ada.reply': typedOn }, answered, { saving: new Set(['a']) })).toEqual([]);
  expect(run({ 'ada.reply': typedOn }, answered)).toEqual([['ada.reply', 'fork']]);
});

test('what was sent or discarded elsewhere goes, and what was written here since is kept', () => {
  expect(run({ 'ada.reply': draft('a') }, [])).toEqual([['ada.reply', null]]);
  expect(run({ 'ada.reply': draft('a', ahead) }, [])).toEqual([['ada.reply', 'fork']]);
  expect(run({ 'ada.reply': draft('a', { revision: 0, ...ahead }) }, [])).toEqual([]);
});

test('a draft that was saved while the server was asked is not taken for one that is gone', () => {
  expect(run({ 'ada.reply': draft('a') }, [], { known: new Set() })).toEqual([]);
  expect(run({ 'ada.reply': draft('a') }, [], { isWhole: false })).toEqual([]);
});

test('what was discarded here does not come back before the server knows', () => {
  expect(run({}, [view('a')], { dropped: ['a'] })).toEqual([]);
});

test('what waits for its time leaves the composer', () => {
  expect(run({ 'ada.reply': draft('a') }, [view('a', { state: 'scheduled' })])).toEqual([
    ['ada.reply', null],
  ]);
});

test('a draft follows its person where nothing stands in its way', () => {
  const moved = view('a', { threadId: 'ben' });
  expect(run({ 'ada.reply': draft('a') }, [moved])).toEqual([
    ['ben.reply', 'mine'],
    ['ada.reply', null],
  ]);
  expect(run({ 'ada.reply': draft('a'), 'ben.reply': draft('b', { revision: 0 }) }, [moved])).toEqual([]);
});

test('of two drafts of one thread one comes into the composer, the other waits', () => {
  expect(run({}, [view('a'), view('b', { text: 'older' })])).toEqual([['ada.reply', 'theirs']]);
});

test('a draft as it came is not ahead of the server, however wrong the clock here is', () => {
  const came = draftFrom(view('a', { changedAt: '2040-01-01T00:00:00.000Z' }));
  expect(isAhead(came)).toBe(false);
  expect(isAhead({ ...came, updatedAt: Date.now() })).toBe(true);
});
