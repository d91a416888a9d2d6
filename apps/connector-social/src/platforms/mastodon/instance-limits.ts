import { accountLimits, type AccountLimits } from '@filo/contracts';
import { z } from 'zod';
import type { MastodonClient } from './mastodon-client.js';

const told = z.unknown();
const configuration = z.object({
  statuses: z
    .object({ maxCharacters: told, charactersReservedPerUrl: told, maxMediaAttachments: told })
    .partial()
    .catch({}),
  mediaAttachments: z
    .object({ imageSizeLimit: told, descriptionLimit: told, supportedMimeTypes: z.array(told).catch([]) })
    .partial()
    .catch({}),
});

/** What the instance allows in a post. What it does not say, or says so that nobody can read it, is left out. */
export const instanceLimits = async (client: MastodonClient): Promise<AccountLimits> => {
  const { data } = configuration.safeParse((await client.instance()).configuration);
  const { statuses = {}, mediaAttachments = {} } = data ?? {};
  const types = (mediaAttachments.supportedMimeTypes ?? []).filter(
    (type) => typeof type === 'string' && type.startsWith('image/'),
  );
  const read = accountLimits.parse({
    charactersMax: statuses.maxCharacters,
    perAddress: statuses.charactersReservedPerUrl,
    picturesMax: statuses.maxMediaAttachments,
    pictureBytesMax: mediaAttachments.imageSizeLimit,
    altMax: mediaAttachments.descriptionLimit,
    ...(types.length > 0 && { pictureTypes: types }),
  });
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
};
