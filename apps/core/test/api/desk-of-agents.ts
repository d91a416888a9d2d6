import type { Client } from './client.js';
import { signedInAgent } from './signed-in-agent.js';
import { startTestApi, type TestApi } from './test-api.js';

/** An admin with sam, ines and nora, who see every account group, and an outsider, who sees none. */
export interface DeskOfAgents {
  api: TestApi;
  boss: Client;
  sam: Client;
  ines: Client;
  outsider: Client;
  groupIds: string[];
  /** By name. */
  idOf: Record<string, string>;
}

export const openDeskOfAgents = async (): Promise<DeskOfAgents> => {
  const api = await startTestApi();
  const boss = await api.signedIn();
  const groups: { id: string }[] = await api.dataSource.query('select id from account_group');
  const groupIds = groups.map(({ id }) => id);
  const sam = await signedInAgent(api, 'sam', groupIds);
  const ines = await signedInAgent(api, 'ines', groupIds);
  await signedInAgent(api, 'nora', groupIds);
  const outsider = await signedInAgent(api, 'outsider', []);
  const agents: { id: string; name: string }[] = await api.dataSource.query('select id, name from agent');
  const idOf = Object.fromEntries(agents.map(({ id, name }) => [name, id]));
  return { api, boss, sam, ines, outsider, groupIds, idOf };
};
