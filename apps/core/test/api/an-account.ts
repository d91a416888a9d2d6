import { v7 as uuidv7 } from 'uuid';
import type { TestApi } from './test-api.js';

/** Stores an account of ours in the group that the first start makes; its id. */
export const anAccount = async (
  { dataSource }: TestApi,
  account: { channel: string; address: string },
): Promise<string> => {
  const id = uuidv7();
  await dataSource.query(
    `insert into account (id, channel, address, account_group_id) select $1, $2, $3, id from account_group`,
    [id, account.channel, account.address],
  );
  return id;
};
