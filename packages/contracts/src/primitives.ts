import { z } from 'zod';

/** UUID of any version; Filo mints version 7, which sorts by time. */
export const uuid = z.uuid();

/** An instant as ISO 8601 with offset or `Z`. */
export const instant = z.iso.datetime({ offset: true });

/** SHA-256 of bytes, as 64 lower-case hex digits. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** The name of a channel: an open string, so that a new channel touches no shared type. */
export const channelName = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);

/**
 * Text that Postgres can hold and gives back as it is: without U+0000, a half of a letter (a surrogate without its other) as U+FFFD, at most
 * `max` UTF-16 units; a string in OpenAPI too.
 */
export const safeText = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((value) => value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd'));

/** Bytes that wait in the bus's blob store or in core's own, named by their content. */
export const blobRef = z.object({ sha256: sha256Hex, bytes: z.int().min(0) });
export type BlobRef = z.infer<typeof blobRef>;

export const audience = z.enum(['private', 'public']);
export type Audience = z.infer<typeof audience>;

/**
 * Someone's address on a channel. `kind` is the address space (`mail`, `x`, `bluesky`, `mastodon`, `site`, `phone`), not
 * the channel; `key` is the permanent, normalised key in it. Name and handle are attributes, never keys.
 */
export const identityRef = z.object({
  kind: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  key: z.string().min(1).max(998),
  name: safeText(500).optional(),
  handle: safeText(500).optional(),
  /** Where the channel shows a photo of an author, if it has one; core fetches it when somebody looks. A bad one is none. */
  avatarUrl: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .optional()
    .catch(undefined),
});
export type IdentityRef = z.infer<typeof identityRef>;

export const authorProof = z.object({
  verdict: z.enum(['proven', 'claimed', 'failed']),
  /** A stable code with what was seen, such as `dkim=pass example.org`. */
  reason: safeText(1000),
});
export type AuthorProof = z.infer<typeof authorProof>;

/** Of a language, as the web names it: `it`, `pt-BR`. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/);
