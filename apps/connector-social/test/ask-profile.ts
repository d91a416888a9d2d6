import type { StartedConnector } from '@filo/connector/testing';
import { readProfile, type ConnectedAccount } from '@filo/contracts';

/** Asks what core asks, and reads the answer as core does. */
export const askProfile = async (
  { connector }: StartedConnector,
  { accountId, channel }: ConnectedAccount,
  identity: { key: string; handle?: string },
) => {
  const request = { channel, accountId, identity: { kind: channel, ...identity } };
  return readProfile.reply.parse(await connector.answers.readProfile(readProfile.request.parse(request)));
};
