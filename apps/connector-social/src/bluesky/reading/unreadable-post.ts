import type { Heard, Listening } from '@filo/connector';
import type { Notice } from '../bluesky-client.js';

/** A post that is not as posts are: kept with all that it holds, for a human to see. */
export const unreadablePost = async (notice: Notice, { blobs }: Listening): Promise<Heard> => ({
  type: 'quarantined',
  externalId: notice.uri,
  cause: 'unreadable',
  reason: 'This post does not have the shape that posts at Bluesky have.',
  raw: await blobs.put(Buffer.from(JSON.stringify(notice))),
  envelope: { author: { kind: 'bluesky', key: notice.author.did } },
  sortAt: notice.indexedAt,
  arrival: { via: 'api' },
});
