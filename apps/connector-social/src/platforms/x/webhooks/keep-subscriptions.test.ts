import type { Subscription, XActivityClient } from '../client/x-activity-client.js';
import { keepSubscriptions } from './keep-subscriptions.js';

const told = { hookId: 'now', userId: '12', hookIds: ['now', 'somebody else’s'] };
const going = { signal: new AbortController().signal, asks: () => Promise.resolve() };
const subscription = (id: string, hookId: string, over: Partial<Subscription> = {}): Subscription => ({
  ...{ id, eventType: 'post.create', direction: undefined, userId: '12', tag: 'filo', hookId },
  ...over,
});

const activityOf = (all: Subscription[]) => {
  let made = 100;
  return {
    all,
    list: () => Promise.resolve([...all]),
    subscribe: async (one: Omit<Subscription, 'id'>) => void all.push({ ...one, id: String(made++) }),
    move: async (id: string, hookId: string) =>
      void Object.assign(
        all.find((one) => one.id === id)!,
        { hookId },
      ),
    remove: async (id: string) =>
      void all.splice(
        all.findIndex((one) => one.id === id),
        1,
      ),
  };
};
const own = (all: readonly Subscription[]) => all.filter(({ eventType }) => eventType === 'post.create');

it.each([
  [
    'both at a webhook that is gone, the younger told first',
    [subscription('6', 'gone'), subscription('1', 'gone')],
    '1',
  ],
  ['the older at a webhook that is gone', [subscription('1', 'gone'), subscription('6', 'now')], '6'],
  ['both at ours', [subscription('6', 'now'), subscription('1', 'now')], '1'],
])('of doubles the one that leads here stays: %s', async (_, held, kept) => {
  const activity = activityOf(held);
  await keepSubscriptions(activity as unknown as XActivityClient, told, going);
  expect(own(activity.all)).toEqual([subscription(kept, 'now')]);
  expect(activity.all).toHaveLength(5);
});

it('nothing is subscribed to any more once it must not go on', async () => {
  const activity = activityOf([]);
  const signal = {
    throwIfAborted: () => {
      if (activity.all.length === 2) throw new Error('paused');
    },
  };
  await expect(
    keepSubscriptions(activity as unknown as XActivityClient, told, { ...going, signal }),
  ).rejects.toThrow('paused');
  expect(activity.all).toHaveLength(2);
});
