import { z } from 'zod';
import { accountForm } from './account-form.js';
import { channelName, safeText } from './primitives.js';
import { textRules } from './text-rules.js';
import { words } from './words.js';

const code = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

/** What a channel declares of itself, once and as data: nothing else in the product knows it by name (docs/decisions/0073). */
export const channelDescriptor = z.object({
  /** What its network is called. */
  label: safeText(40),
  /** Its mark: the path of an SVG of 24 by 24, drawn with one stroke and without fill. */
  glyph: z.string().regex(/^[MmLlHhVvCcSsQqTtAaZz0-9 ,.+-]{1,2000}$/),
  colour: z.object({ light: colour, dark: colour }),
  /** How the reasons of its proofs begin, and what each says: it completes "known, because …". */
  proofReasons: z.record(safeText(64), words(200)).default({}),
  /**
   * What the codes of its own reasons say (`PermanentError`, `why`), where the catalogs of the inbox have none: sentences in which `{name}` stands for
   * what a reason carries under that name.
   */
  reasons: z.record(code, words(400)).optional(),
  /** What the codes of its own marks say at a message: in a chip, and in full to whoever points at it. */
  marks: z.record(code, z.object({ short: words(60), full: words(400) })).optional(),
  /** How answers are counted before they leave; absent: as it was said last, or not at all. */
  text: textRules.optional(),
  /** How an admin adds and changes an account of it; absent: that goes by the API alone. */
  account: accountForm.optional(),
});
export type ChannelDescriptor = z.output<typeof channelDescriptor>;
export type ChannelDescriptorInput = z.input<typeof channelDescriptor>;

/** What a running channel can do, as its program says by what it has; only what somebody asks. */
const channelAbilities = z.object({
  /** Finds what nobody says to us (`account.queries`). */
  search: z.boolean(),
  /** People write to our accounts there in private. */
  directMessages: z.boolean(),
  /** What is said there in private is a post as well: whoever wrote it can delete it for all who can read it, and so can we. */
  privatePosts: z.boolean().default(false),
  /** It can be looked there whether something that we sent arrived. An earlier release does not say; it is looked then. */
  looksForSent: z.boolean().default(true),
});

/**
 * A channel that runs, or ran: KV bucket `state_<connector>`, key {@link announcedKey}. It stays there while the connector is away, so that
 * its accounts and messages keep their name.
 */
export const announcedChannel = channelDescriptor.extend({
  channel: channelName,
  abilities: channelAbilities,
  /** One of another release that cannot be read is none: the channel keeps its name. */
  account: accountForm.optional().catch(undefined),
  /** Rules of another release that cannot be read are null, and nothing is counted by them; absent: it says nothing of them, and the last word holds. */
  text: textRules.nullish().catch(null),
});
export type AnnouncedChannel = z.output<typeof announcedChannel>;

export const announcedKey = (channel: string): string => `channel.${channel}`;
