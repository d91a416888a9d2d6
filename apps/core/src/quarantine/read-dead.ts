import { arrival, audience, heldPost, identityRef, type BlobRef, type HeldPost } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { readersOf } from './quarantine-message.js';
import type { ToQuarantine } from './store-quarantined.js';

const author = z
  .object({ kind: identityRef.shape.kind.optional().catch(undefined), key: z.string() })
  .optional()
  .catch(undefined);

/** As much as a dead event lets itself be read; every field may be missing or wrong. */
const readable = z.object({
  externalId: z.string().min(1).max(500).optional().catch(undefined),
  raw: z
    .object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) })
    .optional()
    .catch(undefined),
  subject: z.string().optional().catch(undefined),
  author,
  /** Of what its connector could not read. */
  envelope: z
    .object({ author, post: heldPost.optional().catch(undefined) })
    .catch({})
    .default({}),
  sortAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  history: z.boolean().optional().catch(undefined),
  arrival: arrival.optional().catch(undefined),
  direction: z.enum(['inbound', 'outbound']).optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  audience: audience.optional().catch(undefined),
  marks: z
    .array(z.object({ code: z.string() }))
    .catch([])
    .default([]),
});

type Readable = z.output<typeof readable>;

const nil = '00000000-0000-0000-0000-000000000000';

/**
 * The quarantine entry of a dead event. It keeps the ledger key that the event claims, so that the same message can be
 * stored when it comes again; its raw message is kept when it names one, else the event's own bytes.
 */
export const readDead = (
  dead: { subject: string; data: Uint8Array; reason: string },
  { kept, sha256 }: { kept: BlobRef; sha256: string },
): ToQuarantine => {
  const [, , channel = 'unknown', accountId = nil] = dead.subject.startsWith('inbound.')
    ? dead.subject.split('.')
    : ['', '', dead.subject.split('.')[1] ?? 'unknown', dead.subject.split('.')[2] ?? nil];
  const event: Readable = readable.safeParse(parseJson(dead.data)).data ?? { marks: [], envelope: {} };
  const by = event.author ?? event.envelope.author;
  const post = postOf(event);
  return {
    eventId: uuidv7(),
    channel,
    accountId: z.uuid().safeParse(accountId).data ?? nil,
    externalId: event.externalId?.replaceAll('\u0000', '') ?? `dead-${sha256}`,
    cause: 'unreadable',
    reason: `It could not be stored: ${dead.reason}`.replaceAll('\u0000', '').slice(0, 2000),
    why: [{ code: 'held-not-stored', with: { said: clean(dead.reason, 500) } }],
    raw: event.raw ?? kept,
    envelope: {
      to: [],
      ...(by && saidBy(by)),
      ...(event.subject !== undefined && { subject: clean(event.subject, 2000) }),
      ...(event.raw === undefined && { isEvent: true }),
      ...(post && { post }),
    },
    history: event.history ?? false,
    ...(event.arrival && { arrival: event.arrival }),
    ...(event.direction && { direction: event.direction }),
    sortAt: event.sortAt ?? new Date().toISOString(),
  };
};

/** A deletion finds it by this, as it finds what waits for another reason; what has no name of its own nobody can look for. */
const postOf = (event: Readable): HeldPost | undefined => {
  if (event.externalId === undefined || event.direction === 'outbound') return undefined;
  if (event.type === 'quarantined') return event.envelope.post;
  const isPost = event.type === 'message' && event.audience === 'public' && event.direction === 'inbound';
  return isPost ? readersOf(event) : undefined;
};

/** Also by what an erasure finds it. */
const saidBy = ({ kind, key }: { kind?: string | undefined; key: string }) => {
  const from = clean(key, 998);
  return { from, ...(kind !== undefined && from !== '' && { author: { kind, key: from } }) };
};

const clean = (text: string, max: number): string => text.replaceAll('\u0000', '').slice(0, max);

const parseJson = (data: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(data).toString());
  } catch {
    return {};
  }
};
