import type { TopicView } from '@filo/contracts/http';
import { render } from '@testing-library/react';
import { shortWhen } from '../i18n/format';
import { TopicName } from './topic-name';
import { WhereItCame } from './where-it-came';

test.each([
  [
    'a mail by its subject',
    { subject: 'Order 4711', channel: 'email', address: 'shop@x.test' },
    'Order 4711',
  ],
  ['a mail without one', { subject: null, channel: 'email', address: 'shop@x.test' }, 'No subject'],
  ['what was said elsewhere', { subject: null, channel: 'x', address: '@shop' }, 'X · @shop'],
  ['once', { subject: null, channel: 'bluesky', address: 'Shop at Bluesky' }, 'Shop at Bluesky'],
  ['and where our account is gone', { subject: null, channel: 'bluesky', address: null }, 'Bluesky'],
])('a topic is named by its channel, where it has no subject: %s', (_, topic, name) => {
  render(<TopicName topic={topic} />);
  expect(document.body.textContent).toBe(name);
  expect(document.querySelector('svg') !== null).toBe(topic.channel !== 'email');
});

const opened = (id: string, openedAt: string, over: Partial<TopicView> = {}) =>
  ({ id, openedAt, subject: null, channel: 'x', address: '@shop', ...over }) as TopicView;
const told = (among: readonly TopicView[]): string[] =>
  among.map((topic) => {
    const { container } = render(<WhereItCame topic={topic} among={among} />);
    return container.textContent;
  });
const [march, may] = ['2024-03-03T10:00:00Z', '2024-05-05T10:00:00Z'];
const when = (at: string) => shortWhen(at, Date.now());

test('two topics of one name are told apart: by our address, else by when they were opened', () => {
  expect(told([opened('a', march), opened('b', may)])).toEqual([when(march), when(may)]);
  const order = { subject: 'Order', channel: 'email' };
  expect(told([opened('a', march, order), opened('b', may, order)])).toEqual([when(march), when(may)]);
  const here = [opened('a', march, order), opened('b', may, { ...order, address: 'two@shop.test' })];
  expect(told(here)).toEqual(['@shop', 'two@shop.test']);
  // Within one day also by the clock, and what has a name of its own needs nothing beside it.
  const [ten, eleven] = told([opened('a', march), opened('b', '2024-03-03T11:00:00Z')]);
  expect(ten).not.toBe(eleven);
  expect(told([opened('a', march), opened('b', may, { channel: 'bluesky' })])).toEqual(['', '']);
});
