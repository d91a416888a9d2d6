import { lexicons, XRPCError } from '@atproto/api';
import { z } from 'zod';
import { firstCredible } from '../../credible-time.js';

/** A list in an answer, and what each of it is by the lexicons. */
interface List {
  name: string;
  shape: string;
}

/**
 * The library refuses an answer of which any part is not as the lexicons have it, so that one stranger's profile or post could stop the
 * reading for good. Of such a list what is right stays as it is, and of the others what names a post, with its record as it was: whoever
 * reads that judges it by itself.
 */
export const readInPart = async <Data>(
  asked: Promise<{ data: Data }>,
  { name, shape }: List,
): Promise<{ data: Data }> => {
  try {
    return await asked;
  } catch (error) {
    const body = refusedBody(error);
    const items: unknown = body?.[name];
    if (!Array.isArray(items)) throw error;
    const read = items.flatMap((item) => (lexicons.validate(shape, item).success ? [item] : namedBy(item)));
    return { data: { ...body, [name]: read } as Data };
  }
};

/** Of an answer that came and was refused by the library alone. */
const refusedBody = (error: unknown): Record<string, unknown> | undefined =>
  error instanceof XRPCError && 'responseBody' in error
    ? ((error.responseBody ?? undefined) as Record<string, unknown> | undefined)
    : undefined;

const saidIn = ({ createdAt }: Record<string, unknown>): string | undefined =>
  typeof createdAt === 'string' ? createdAt : undefined;

const count = z.int().min(0).optional().catch(undefined);
const noHandle = { handle: 'handle.invalid' };
/** Whoever's repository a post stands in wrote it. */
const named = z
  .object({
    uri: z.string().regex(/^at:\/\/did:/),
    cid: z.string().catch(''),
    indexedAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
    author: z.object({ handle: z.string() }).catch(noHandle),
    record: z.record(z.string(), z.unknown()).catch({}),
    /** Whether its author lets us answer is asked before we do. */
    viewer: z.object({ replyDisabled: z.boolean().optional() }).optional().catch(undefined),
    ...{ repostCount: count, likeCount: count, replyCount: count, quoteCount: count },
  })
  .transform(({ author, indexedAt, ...post }) => ({
    ...post,
    author: { ...author, did: post.uri.split('/')[2]! },
    // When the network took it in; where that does not say, its author does, or it is now.
    indexedAt: firstCredible(indexedAt, saidIn(post.record)),
  }));
const above = named.optional().catch(undefined);
const item = z.object({
  post: named,
  reply: z.object({ parent: above, root: above }).optional().catch(undefined),
  /** It is there because somebody passed it on. */
  reason: z.unknown().optional(),
});

const namedBy = (told: unknown): object[] => {
  const { data } = z.union([item, named]).safeParse(told);
  return data === undefined ? [] : [data];
};
