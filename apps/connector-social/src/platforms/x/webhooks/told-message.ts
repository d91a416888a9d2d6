import { z } from 'zod';
import { id, listOf, user as listedUser, type XMessage, type XUser } from '../client/x-answers.js';

/** As far as a calendar goes. */
export const millis = z.coerce.number().int().min(0).max(8_640_000_000_000_000);

const media = z.object({
  id_str: id,
  url: z.string().optional(),
  type: z.string().catch('unknown').default('unknown'),
  media_url_https: z.string().optional().catch(undefined),
});

/** A private message as X tells it: both of its APIs do it in the same old form. */
export const toldMessage = z.object({
  type: z.literal('message_create'),
  id,
  created_timestamp: millis,
  message_create: z.object({
    target: z.object({ recipient_id: id }),
    sender_id: id,
    message_data: z.object({
      text: z.string().catch(''),
      entities: z
        .object({ urls: listOf(z.object({ url: z.string(), expanded_url: z.string() })) })
        .catch({ urls: [] }),
      attachment: z.object({ media }).optional().catch(undefined),
    }),
  }),
});

/** Whom it names, by their ids. */
export const toldUsers = z.record(z.string(), z.unknown()).catch({}).default({});

const user = z.object({
  id,
  name: z.string().optional(),
  screen_name: z.string(),
  protected: z.boolean().optional(),
  profile_image_url_https: z.string().optional(),
  followers_count: z.int().min(0).optional(),
});
const asListed = z.object({ data: listedUser });

/** The same message as X lists it when it is asked. */
export const messageOf = ({
  id,
  created_timestamp,
  message_create: said,
}: z.output<typeof toldMessage>): XMessage => {
  const { text, entities, attachment } = said.message_data;
  const both = [said.sender_id, said.target.recipient_id];
  return {
    ...{ id, text, event_type: 'MessageCreate', sender_id: said.sender_id, participant_ids: both },
    created_at: new Date(created_timestamp).toISOString(),
    dm_conversation_id: both.toSorted((a, b) => Number(BigInt(a) - BigInt(b))).join('-'),
    entities: {
      mentions: [],
      urls: entities.urls.map((url) => ({
        ...url,
        media_key: url.url === attachment?.media.url ? attachment.media.id_str : undefined,
      })),
    },
    ...(attachment && shownBy(attachment.media)),
  };
};

const shownBy = ({ id_str: key, type, media_url_https: url }: z.output<typeof media>) => ({
  attachments: { media_keys: [key] },
  media: [{ media_key: key, type, url, preview_image_url: undefined, alt_text: undefined }],
});

export const usersOf = (told: z.output<typeof toldUsers>): XUser[] =>
  Object.values(told).flatMap((one) => asListed.safeParse(one).data?.data ?? userOf(one) ?? []);

const userOf = (told: unknown): XUser | undefined => {
  const { data } = user.safeParse(told);
  if (data === undefined) return undefined;
  return {
    ...{ id: data.id, username: data.screen_name, name: data.name, protected: data.protected },
    profile_image_url: data.profile_image_url_https,
    public_metrics: { followers_count: data.followers_count },
  };
};
