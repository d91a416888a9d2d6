import { knownChannel } from '../../state/known-channels';

/** Whether everybody reads what is said on a channel, so that an account can listen there for what nobody says to it. */
export const listens = (channel: string): boolean => knownChannel(channel)?.abilities.search ?? false;
