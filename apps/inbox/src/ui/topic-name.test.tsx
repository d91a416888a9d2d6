import { render } from '@testing-library/react';
import { TopicName } from './topic-name';

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
