import type { AnnouncedChannel } from '@filo/contracts/http';
import { readStored, writeStored } from './stored';

const place = 'filo.channels';
let known: ReadonlyMap<string, AnnouncedChannel> | undefined;

const all = (): ReadonlyMap<string, AnnouncedChannel> =>
  (known ??= byName(readStored<AnnouncedChannel[]>(place, [])));

const byName = (channels: readonly AnnouncedChannel[]) =>
  new Map(channels.map((channel) => [channel.channel, channel]));

/** What its connector announced of a channel; undefined for mail, forms and what nobody has spoken yet. */
export const knownChannel = (channel: string): AnnouncedChannel | undefined => all().get(channel);

export const knownChannels = (): AnnouncedChannel[] => [...all().values()];

/**
 * Keeps them in this browser, too, so that the next page has the names at once. What is missing among them stays as it was: its
 * messages are still there, and core may not have heard of it yet.
 */
export function keepChannels(channels: readonly AnnouncedChannel[]): void {
  known = new Map([...all(), ...byName(channels)]);
  writeStored(place, knownChannels());
}
