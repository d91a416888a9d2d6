import { isRobotAddress, whySilent, type Written } from './why-silent.js';

const now = new Date('2026-03-02T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const written = (over: Partial<Written>): Written => ({
  ...{ kind: 'mail', key: 'ada@shop.example', audience: 'private', class: 'human', proof: 'proven' },
  ...{ history: false, sortAt: minutesAgo(1), onSince: minutesAgo(600), isFirstOfTopic: true, isOpen: true },
  ...{ isOurs: false, isBlocked: false, isBouncing: false, sendingHeld: false },
  ...{ mailsOfDay: 0, acknowledgedInHour: 0, acknowledgedOfGroup: 0 },
  ...over,
});

it('acknowledges what a human wrote just now', () => expect(whySilent(written({}), now)).toBeUndefined());

it.each<[string, Partial<Written>]>([
  ['off', { onSince: null }],
  ['off', { onSince: minutesAgo(0) }],
  ['in-public', { audience: 'public' }],
  ['no-mail', { kind: 'mastodon' }],
  ['no-human', { class: 'list' }],
  ['no-human', { class: 'out-of-office' }],
  ['no-human', { class: 'bounce' }],
  ['no-human', { key: 'noreply@shop.example' }],
  ['not-theirs', { proof: 'failed' }],
  ['ours', { isOurs: true }],
  ['blocked', { isBlocked: true }],
  ['bouncing', { isBouncing: true }],
  ['old', { history: true }],
  ['old', { sortAt: minutesAgo(61) }],
  ['under-way', { isFirstOfTopic: false }],
  ['answered', { isOpen: false }],
  ['held', { sendingHeld: true }],
  ['told-today', { mailsOfDay: 1 }],
  ['too-many', { acknowledgedInHour: 100 }],
  ['too-many', { acknowledgedOfGroup: 60 }],
])('is silent: %s %j', (why, over) => expect(whySilent(written(over), now)).toBe(why));

it('goes up to the edges', () =>
  expect(
    whySilent(written({ sortAt: minutesAgo(60), acknowledgedInHour: 99, acknowledgedOfGroup: 59 }), now),
  ).toBeUndefined());

it.each([
  'noreply@a.example',
  'No-Reply@a.example',
  'no_reply+17@a.example',
  'shop.noreply@a.example',
  'donotreply@a.example',
  'do-not-reply@a.example',
  'non-rispondere@a.example',
  'MAILER-DAEMON@a.example',
  'postmaster@a.example',
  'bounce+ada=b.example@a.example',
  'bounces@a.example',
  'news-bounces@a.example',
  'list-owner@a.example',
  'owner-list@a.example',
  'list-request@a.example',
])('%s is a program', (address) => expect(isRobotAddress(address)).toBe(true));

it.each([
  'ada@a.example',
  'norah.eply@a.example',
  'fan@noreply.example',
  'owner@a.example',
  'request@a.example',
  'reply@a.example',
])('%s is nobody of the kind', (address) => expect(isRobotAddress(address)).toBe(false));
