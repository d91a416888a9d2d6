import { z } from 'zod';

const person = z.object({ id_str: z.string() });
const entities = z.object({ user_mentions: z.array(person) });
const told = z.object({
  user: person.optional().catch(undefined),
  in_reply_to_user_id_str: z.string().nullish().catch(undefined),
  entities: entities.optional().catch(undefined),
  /** Beside a text that was cut. */
  extended_tweet: z.object({ entities }).optional().catch(undefined),
});

/**
 * Whether a post that X tells of is by us, answers us or names us. X tells of quotes and of others' talk below our posts as well, and each
 * look costs, so that strangers could spend what a day may cost. One that does not say whom it names is looked at; one whose cut text
 * names us too late is found among the mentions.
 */
export const isWorthReading = (post: unknown, us: string): boolean => {
  const { data } = told.safeParse(post);
  if (data === undefined) return true;
  const said = [data.entities, data.extended_tweet?.entities].filter((one) => one !== undefined);
  const ids = said.flatMap(({ user_mentions }) => user_mentions.map(({ id_str }) => id_str));
  return said.length === 0 || [data.user?.id_str, data.in_reply_to_user_id_str, ...ids].includes(us);
};
