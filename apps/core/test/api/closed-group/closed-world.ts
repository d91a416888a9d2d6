import { createLogger } from '@filo/service';
import { eventually } from '@filo/testing';
import { v7 as uuidv7 } from 'uuid';
import { LiveSequencer } from '../../../src/live/live-sequencer.js';
import type { Client } from '../client.js';
import { EventReader } from '../event-reader.js';
import { admin, startTestApi, type TestApi } from '../test-api.js';

export interface ClosedWorld {
  api: TestApi;
  /** The closed group. */
  groupId: string;
  insider: Client;
  /** An admin without access to the closed group: it may call every route. */
  outsider: Client;
  /** The event stream of the outsider, from before anything happened. */
  events: EventReader;
  close(): Promise<void>;
}

/** An installation with one closed account group, which is empty. */
export const openClosedWorld = async (): Promise<ClosedWorld> => {
  const api = await startTestApi();
  const groupId = uuidv7();
  const outsider = await anotherAdmin(api);
  await api.dataSource.query(`insert into account_group (id, name) values ($1, 'closed')`, [groupId]);
  await api.dataSource.query(`insert into agent_access select id, $1 from agent where email = $2`, [
    groupId,
    admin.email,
  ]);
  const insider = await api.signedIn();
  const stop = new AbortController();
  const log = createLogger({ service: 'core-worker', level: 'fatal' });
  const sequencer = new LiveSequencer({ dataSource: api.dataSource, bus: api.bus, log }).run(stop.signal);
  const events = await EventReader.open(api.url, outsider.cookie);
  await eventually(() => events.lastId);
  const close = async () => {
    events.close();
    stop.abort();
    await sequencer;
    await api.close();
  };
  return { api, groupId, insider, outsider, events, close };
};

const anotherAdmin = async (api: TestApi): Promise<Client> => {
  await api.dataSource.query(
    `with made as (
       insert into agent (id, email, name, role, password_hash)
       select $1, 'outsider@example.org', 'Outsider', 'admin', password_hash from agent where email = $2 returning id)
     insert into agent_access select made.id, a.account_group_id from made, agent_access a`,
    [uuidv7(), admin.email],
  );
  const client = api.client();
  await client.post('/api/v1/session', { ...admin, email: 'outsider@example.org' });
  return client;
};
