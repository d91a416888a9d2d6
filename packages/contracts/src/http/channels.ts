import { z } from 'zod';
import { accountForm } from '../account-form.js';
import { announcedChannel } from '../channel-descriptor.js';
import { channelName } from '../primitives.js';

/** What connectors announced of the channels that they speak, by name; what each page needs of it. */
export const channelList = z.object({ items: z.array(announcedChannel.omit({ account: true, text: true })) });
export type ChannelList = z.output<typeof channelList>;
export type { AnnouncedChannel } from '../channel-descriptor.js';

/** `GET /api/v1/channels/account-forms`: what an admin fills in for an account, of those channels that said so. */
export const accountFormList = z.object({
  items: z.array(z.object({ channel: channelName, form: accountForm })),
});
export type AccountFormList = z.output<typeof accountFormList>;
export type { AccountForm, AccountFormField } from '../account-form.js';
