import type { readLink } from '@filo/contracts';
import type { z } from 'zod';
import type { LinkShown } from '../channel.js';

type Card = NonNullable<Extract<z.input<typeof readLink.reply>, { ok: true }>['card']>;

/** A message of the bus takes no more; the post shows it all the same. */
const pictureBytesMax = 290_000;

/** A card as it travels to whoever writes the answer. */
export const cardOf = ({ title, description, picture }: LinkShown): Card => ({
  ...{ title, description },
  ...(picture &&
    picture.bytes.byteLength <= pictureBytesMax && {
      picture: `data:${picture.mediaType};base64,${Buffer.from(picture.bytes).toString('base64')}`,
    }),
});
