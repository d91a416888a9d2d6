import { z } from 'zod';
import type { Platform } from '../../../../src/platform.js';
import { PostOffice } from './post-office.js';
import { PostcardsChannel } from './postcards.channel.js';

const settings = { FILO_POSTCARDS_POLL_MS: z.coerce.number().int().default(100) };

/** The one counter of the tests. */
export const office = new PostOffice();

export const platform: Platform<typeof settings> = {
  settings,
  open: ({ config }) => ({ channel: new PostcardsChannel(office, config.FILO_POSTCARDS_POLL_MS) }),
};
