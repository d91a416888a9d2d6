import { isEmptied } from '../deletions/is-emptied.js';
import { firstName, joinFirstName } from '../ingest/first-name.js';
import { retention } from './retention.js';

/** Deletes at most `$1` rows of a table and answers how many it were. */
const sweep = (table: string, over: string): string => `
with gone as (
  delete from ${table} where ctid = any(array(
    select ctid from ${table} where ${over} limit $1 for update skip locked))
  returning 1)
select count(*)::int as count from gone`;

const filesOfImports = `
with gone as (
  update import set file_sha256 = null where id = any(array(
    select id from import where file_sha256 is not null and state in ('done', 'failed', 'undone')
      and finished_at < now() - interval '${retention.importFiles}' limit $1 for update skip locked))
  returning id),
quoting as (delete from import_fault f using gone where f.import_id = gone.id)
select count(*)::int as count from gone`;

/** Nobody can give the OK to an answer to a post that is gone; its author has had the time to take the words along. */
const answersToNothing = `
with gone as (
  update ok_request set state = 'withdrawn', decided_at = now() where id = any(array(
    select r.id from ok_request r join message m on m.id = r.answers_message_id
    where r.state = 'waiting' and r.asked_at < now() - interval '${retention.decidedAnswers}' and ${isEmptied('m')} limit $1 for update of r skip locked))
  returning 1)
select count(*)::int as count from gone`;

const wordsOfDrafts = `
with gone as (
  update draft set content = null, upload_ids = '{}' where ctid = any(array(
    select ctid from draft where state in ('sent', 'discarded') and content is not null
      and changed_at < now() - interval '${retention.wordsOfDrafts}' limit $1 for update skip locked))
  returning 1)
select count(*)::int as count from gone`;

/** What is over, by the name that the log uses. */
export const sweeps: Readonly<Record<string, string>> = {
  sessions: sweep('session', 'expires_at < now()'),
  'setup tokens': sweep('setup_token', 'expires_at < now()'),
  'sign-in failures': sweep('sign_in_failure', `at < now() - interval '${retention.signInFailures}'`),
  'links of agents': sweep('agent_link', 'expires_at < now()'),
  'forgotten passwords': sweep('forgotten_password', `at < now() - interval '${retention.signInFailures}'`),
  'idempotency keys': sweep('idempotency', `at < now() - interval '${retention.idempotencyKeys}'`),
  'done together': sweep('bulk_job', `ended_at < now() - interval '${retention.bulkJobs}'`),
  'finished sends': sweep('outbox', `done_at < now() - interval '${retention.finishedSends}'`),
  'files of imports': filesOfImports,
  'bands of storms': sweep('storm_band', `began_at < now() - interval '${retention.stormBands}'`),
  'public profiles': sweep('public_profile', `read_at < now() - interval '${retention.publicProfiles}'`),
  // What waits in quarantine is read as its author has it now once it is released.
  'edits without a message': sweep(
    'edit_waiting',
    `kept_at < now() - interval '${retention.keptEdits}' and not exists (
      select from (select 1) one ${joinFirstName('edit_waiting.channel', 'edit_waiting.external_id')}
      join quarantine q on q.channel = edit_waiting.channel and q.external_id = ${firstName('edit_waiting.external_id')}
      where q.state in ('waiting', 'replaying'))`,
  ),
  'deleted on the bus': sweep(
    'left_on_bus',
    `looked_at is not null and noted_at < now() - interval '${retention.leftOnBus}'`,
  ),
  'words of drafts': wordsOfDrafts,
  'ended drafts': sweep(
    'draft',
    `state in ('sent', 'discarded') and changed_at < now() - interval '${retention.endedDrafts}'`,
  ),
  'log of webhooks': sweep('webhook_delivery', `at < now() - interval '${retention.webhookLog}'`),
  acknowledged: sweep('acknowledged', `at < now() - interval '${retention.acknowledged}'`),
  notices: sweep('notice', `at < now() - interval '${retention.notices}'`),
  // What waits for an OK still needs its files, and so does a draft.
  uploads: sweep(
    'upload',
    `at < now() - interval '${retention.uploads}' and not exists (
      select from ok_request r where r.agent_id = upload.agent_id and r.state in ('waiting', 'returned') and r.reply -> 'attachments' ? upload.id::text)
      and not exists (select from draft d where d.agent_id = upload.agent_id and upload.id = any(d.upload_ids))`,
  ),
  'answers to posts that are gone': answersToNothing,
  'decided answers': sweep(
    'ok_request',
    `state in ('returned', 'sent', 'withdrawn') and decided_at < now() - interval '${retention.decidedAnswers}'`,
  ),
};
