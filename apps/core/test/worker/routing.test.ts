import { eventually } from '@filo/testing';
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { RebuildProjections } from '../../src/rebuild/rebuild-projections.js';
import { groupId, mail, mailAccount, testWorker, type TestWorker } from './test-worker.js';

let worker: TestWorker;
beforeAll(async () => (worker = await testWorker()));
afterAll(() => worker.close());

/** A member of the team with a page open, who sees the mailbox unless `blind`. */
const member = async (teamId: string, { blind = false, away = false } = {}): Promise<string> => {
  const id = await worker.agent();
  await worker.rows('insert into team_member (team_id, agent_id) values ($1, $2)', [teamId, id]);
  await worker.rows(
    `insert into session (id_hash, agent_id, expires_at) values ($1, $2, now() + interval '1 day')`,
    [randomBytes(32), id],
  );
  if (!blind) await worker.rows('insert into agent_access values ($1, $2)', [id, groupId]);
  if (away) await worker.rows('update agent set away_at = now() where id = $1', [id]);
  return id;
};

const topics = () =>
  worker.rows<{ assignee_id: string | null; given: number; told: number }>(
    `select t.assignee_id, count(a.id)::int as given, (
       select count(*)::int from audit u where u.kind = 'thread-routed' and u.data ->> 'topicId' = t.id::text) as told
     from topic t left join action a on a.topic_id = t.id and a.kind = 'assign' group by t.id order by t.id`,
  );

it('gives each topic that comes by the bus once, and equally many to those who are there, with two workers running', async () => {
  const teamId = uuidv7();
  await worker.rows(`insert into team (id, name) values ($1, 'Desk')`, [teamId]);
  await worker.rows('insert into account_routing (account_id, team_id, round_robin) values ($1, $2, true)', [
    mailAccount,
    teamId,
  ]);
  const here = [await member(teamId), await member(teamId), await member(teamId)];
  await member(teamId, { blind: true });
  await member(teamId, { away: true });
  worker.start();
  worker.start();
  const mails = Array.from({ length: 60 }, (_, n) =>
    mail(`turn${n}@turns.example`, 0, { externalId: `turn-${n}` }),
  );
  const again = mails.slice(0, 20).map((event) => ({ ...event, eventId: uuidv7() }));
  await Promise.all([...mails, ...again].map((event) => worker.bus.publishInbound(event)));
  const given = await eventually(async () => {
    const all = await topics();
    return all.length === 60 && all.every(({ assignee_id: assignee }) => assignee !== null) && all;
  });
  expect(given.every((topic) => topic.given === 1 && topic.told === 1)).toBe(true);
  expect(here.map((id) => given.filter((topic) => topic.assignee_id === id).length)).toEqual([20, 20, 20]);
  expect(await worker.rows('select from routing_waiting')).toEqual([]);
  const before = await worker.rows('select id, assignee_id, team_id from topic order by id');
  await new RebuildProjections(worker.dataSource).run();
  expect(await worker.rows('select id, assignee_id, team_id from topic order by id')).toEqual(before);
}, 60_000);
