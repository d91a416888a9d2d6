import { z } from 'zod';
import { announcedChannel } from '../channel-descriptor.js';

/** What connectors announced of the channels that they speak, by name. */
export const channelList = z.object({ items: z.array(announcedChannel) });
export type ChannelList = z.output<typeof channelList>;
export type { AnnouncedChannel } from '../channel-descriptor.js';
