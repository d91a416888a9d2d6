import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

export interface TakenAttachment {
  uploadId: string;
  sha256: string;
  bytes: number;
  name: string;
  mediaType: string;
  /** Of a picture that was looked through: its words are gone, or nobody knows what is in it. */
  bareness?: 'bare' | 'broken';
}

/** The uploads that a reply names, in its order; only the agent's own can be used. */
export const takeAttachments = async (
  db: Queryable,
  agentId: string,
  uploadIds: readonly string[],
): Promise<TakenAttachment[]> => {
  if (uploadIds.length === 0) return [];
  const found = (await db.query(
    `select u.id as "uploadId", u.sha256, b.bytes::float8 as bytes, u.name, u.media_type as "mediaType"
     from upload u join blob b using (sha256) where u.agent_id = $1 and u.id = any($2)`,
    [agentId, uploadIds],
  )) as TakenAttachment[];
  return uploadIds.map((id) => {
    const upload = found.find((candidate) => candidate.uploadId === id);
    if (upload) return upload;
    throw new DomainError(
      'unknown-reference',
      `Nothing was sent: the attachment ${id} is not there. Upload it again.`,
      { reason: 'no-such-attachment' },
    );
  });
};
