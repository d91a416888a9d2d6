import { ConnectorNames } from './connector-names.js';

const names = (...pairs: string[]) => new ConnectorNames({ FILO_CHANNEL_CONNECTORS: pairs });

it('learns a channel from the connector that speaks it', () => {
  const connectors = names();
  expect([connectors.of('pigeon'), connectors.isSpoken('pigeon')]).toEqual(['pigeon', false]);
  connectors.heard('birds', ['pigeon', 'raven']);
  expect([connectors.of('pigeon'), connectors.isSpoken('pigeon')]).toEqual(['birds', true]);
  expect(connectors.spoken()).toEqual(['pigeon', 'raven']);
});

it('gives nobody’s channel to a connector that merely says it speaks it', () => {
  const connectors = names('fax=machine');
  connectors.heard('thief', ['email', 'fax', 'x']);
  expect(['email', 'fax', 'x'].map((channel) => connectors.of(channel))).toEqual([
    'email',
    'machine',
    'social',
  ]);
});
