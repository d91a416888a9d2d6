import { z } from 'zod';
import { uuid } from '../primitives.js';
import { agentBrief } from './agent-brief.js';

/** Why something is blocked, in the words of whoever blocked it. */
const why = z.string().trim().min(1).max(500);
const domain = z.string().trim().min(1).max(253);

/** An address by its identity, or a whole domain of mail with everything below it: one of the two. */
export type BlockTarget = { identityId: string } | { domain: string };
const either = { identityId: uuid.optional(), domain: domain.optional() };
const named = ({
  identityId,
  domain: whole,
}: {
  identityId?: string | undefined;
  domain?: string | undefined;
}) => (identityId === undefined) !== (whole === undefined);
const oneOfBoth = { message: 'Name an address or a domain', path: ['domain'] };

/** What is blocked, by whom, when and why; the newest first. */
export const blockView = z.object({
  /** That of the identity, or of the block of a domain. */
  id: uuid,
  /** The address space, or `domain`. */
  kind: z.string(),
  /** The address, the handle or the domain. */
  key: z.string(),
  /** Whose address it is, where the reader may see them. */
  person: z.object({ id: uuid, name: z.string() }).nullable(),
  by: agentBrief.nullable(),
  /** Null: before Filo wrote it down. */
  at: z.string().nullable(),
  why: z.string().nullable(),
  /** Messages that came since and wait, unseen; at most 1,000. */
  held: z.int(),
  /** Threads that it keeps out of all lists; at most 1,000. */
  hides: z.int(),
});
export type BlockView = z.infer<typeof blockView>;

/** `GET /api/v1/blocks`. */
export const blockPage = z.object({ items: z.array(blockView), next: z.string().nullable() });
export type BlockPage = z.infer<typeof blockPage>;

/** `POST /api/v1/blocks/preview`: what a block would hide, before anybody decides. Changes nothing. */
export const blockPreviewed = z.strictObject(either).refine(named, oneOfBoth);
export type BlockPreviewed = z.infer<typeof blockPreviewed>;
export const blockPreview = z.object({
  /** As it would be blocked: the domain in its ASCII form. */
  key: z.string(),
  /** Addresses of it that wrote or were written to, at most 1,000. */
  addresses: z.int(),
  /** Threads that would leave all lists, since nobody else speaks in them; at most 1,000. */
  threads: z.int(),
  openTopics: z.int(),
  /** Public posts of the last two weeks that would leave the board; at most 1,000. */
  posts: z.int(),
  /** Threads that stay, since the person writes from other addresses, too. */
  stay: z.int(),
  /** It is a domain of our own accounts, or of colleagues: it is blocked with `sure` alone. */
  ours: z.boolean(),
  blocked: z.boolean(),
  /** Threads of a domain that lie where the reader sees nothing, as a bare number; at most 1,000. */
  unseen: z.int(),
  /** It is blocked with `sure` alone: ours, or hiding what the reader does not see or more than five persons. */
  sure: z.boolean(),
});
export type BlockPreview = z.infer<typeof blockPreview>;

/** `POST /api/v1/blocks`. What is blocked already stays as it is. */
export const blockCreate = z
  .strictObject({ ...either, why: why.optional(), sure: z.boolean().optional() })
  .refine(named, oneOfBoth);
export type BlockCreate = z.infer<typeof blockCreate>;

/** `DELETE /api/v1/blocks/:id`: what was held of them meanwhile waits in quarantine, the newest first; at most 100. */
export const blockEnded = z.object({ held: z.array(uuid) });
export type BlockEnded = z.infer<typeof blockEnded>;
