import type { Actor } from './actor.js';
import type { Picture, Status, Visibility } from './mastodon-world.js';
import { Refusal } from './refusal.js';
import type { Asked, Parts } from './route.js';

/** Which status an idempotency key made, as long as the instance remembers it. */
export type Posted = Map<string, { status: Status; until: number }>;

const rememberedMs = 3_600_000;
const address = /https?:\/\/\S+/gu;
const mention = /(@[\w.-]+)@[\w.:-]+/gu;

/** Posts once for each key, for an hour; refuses what an instance refuses, in its words. */
export const postStatus = (
  { world, limits, posted }: Parts,
  actor: Actor,
  { body, idempotencyKey, application }: Asked & { application: string },
): Status => {
  const known = posted.get(`${actor.id} ${idempotencyKey}`);
  if (known !== undefined && known.until > Date.now()) return known.status;
  const text = textOf(body.status);
  if (text === '') throw new Refusal(422, "Validation failed: Text can't be blank");
  const spoilerText = textOf(body.spoiler_text);
  const length = lengthOf(text, limits.charactersReservedPerUrl) + [...spoilerText].length;
  if (length > limits.maxCharacters)
    throw new Refusal(422, `Validation failed: Text character limit of ${limits.maxCharacters} exceeded`);
  const pictures = picturesOf(world, body.media_ids);
  const replyTo = textOf(body.in_reply_to_id);
  const parent = world.statuses.get(replyTo);
  if (replyTo !== '' && (parent === undefined || !world.canSee(actor, parent)))
    throw new Refusal(404, 'The post you are trying to reply to does not appear to exist.');
  const status = world.post(actor, text, {
    ...{ pictures, sensitive: body.sensitive === true },
    ...{ spoilerText, replyTo: parent, application, visibility: visibilityOf(body.visibility) },
    ...(typeof body.language === 'string' && { language: body.language }),
  });
  if (idempotencyKey !== undefined)
    posted.set(`${actor.id} ${idempotencyKey}`, { status, until: Date.now() + rememberedMs });
  return status;
};

const picturesOf = (world: Parts['world'], ids: unknown): Picture[] =>
  (Array.isArray(ids) ? ids : []).map((id) => {
    const upload = world.uploads.get(String(id));
    if (upload === undefined || upload.looks > 0)
      throw new Refusal(422, 'Cannot attach files that have not finished processing. Try again in a moment!');
    return upload;
  });

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const lengthOf = (text: string, perAddress: number): number =>
  [...text.replace(address, 'x'.repeat(perAddress)).replace(mention, '$1')].length;

const visibilityOf = (value: unknown): Visibility => {
  if (value === undefined) return 'public';
  if (['public', 'unlisted', 'private', 'direct'].includes(String(value))) return value as Visibility;
  throw new Refusal(422, 'Validation failed: Visibility is not included in the list');
};
