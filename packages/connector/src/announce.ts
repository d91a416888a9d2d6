import type { Bucket } from '@filo/bus';
import { announcedChannel, announcedKey, channelDescriptor } from '@filo/contracts';
import type { Channel } from './channel.js';

/** Says on the bus what a channel is called and can do; core and the inbox know it from there alone. */
export async function announce(channel: Channel, state: Pick<Bucket, 'put'>): Promise<void> {
  if (channel.descriptor === undefined) return;
  const announced = announcedChannel.parse({
    ...channelDescriptor.parse(channel.descriptor),
    channel: channel.name,
    abilities: abilitiesOf(channel),
  });
  await state.put(announcedKey(channel.name), announced);
}

const abilitiesOf = (channel: Channel) => ({
  search: channel.tryQuery !== undefined,
  directMessages: channel.directMessages ?? false,
  privatePosts: channel.privatePosts ?? false,
  looksForSent: channel.lookUp !== undefined,
});
