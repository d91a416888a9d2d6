import { v7 as uuidv7 } from 'uuid';
import { admin, type TestApi } from '../test-api.js';

/** An answer in the closed group that waits for a colleague's OK, with words of the post that it answers. Resolves with its id. */
export const plantUnsent = async (
  api: TestApi,
  { messageId, accountId, text }: { messageId: string; accountId: string; text: string },
): Promise<string> => {
  const id = uuidv7();
  await api.dataSource.query(
    `insert into ok_request (id, account_group_id, answers_message_id, agent_id, key, request_hash, reply, account_id, digest, why)
     select $1, m.account_group_id, m.id, a.id, 'planted', '', $3, $4, 'none', $5
     from message m, agent a where m.id = $2 and a.email = $6`,
    [
      ...[id, messageId, JSON.stringify({ text, answersMessageId: messageId }), accountId],
      ...[JSON.stringify([{ factor: 'harm', words: [text] }]), admin.email],
    ],
  );
  return id;
};
