import { firstName, joinFirstName } from '../ingest/first-name.js';
import { isReadByAll, mayStandIn } from './stand-in.js';

/** The ledger's row `g` of what a server calls by its own id, whichever server was the first to tell of it. Both are SQL. */
export const asKnown = (channel: string, externalId: string): string => `${joinFirstName(channel, externalId)}
     join ledger g on g.channel = ${channel} and g.external_id = ${firstName(externalId)} and g.state = 'message'`;

/** Whether this account has heard the message of `g`, in whatever account group, or looks after what a removed one heard and everybody can read. */
export const wasHeardBy = (account: string): string => `(exists (
       select from message heard where heard.account_id = ${account} and coalesce(heard.copy_of, heard.id) = g.message_id)
     or exists (
       select from message heard join arrival came on came.message_id = heard.id
       where (heard.id = g.message_id or heard.copy_of = g.message_id) and came.account_id = ${account})
     or exists (
       select from message heard join account gone on gone.id = heard.account_id join account mine on mine.id = ${account}
       where (heard.id = g.message_id or heard.copy_of = g.message_id) and ${isReadByAll('heard')}
         and ${mayStandIn('mine', 'gone')}))`;
