import type { PublicPause } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { pauseJson } from './pause-json.js';
import { standingPause } from './public-paused.js';

/** Whether scheduled public answers wait, and how many of those that the reader may see. */
@Injectable()
export class ShowPublicPause {
  constructor(private readonly dataSource: DataSource) {}

  async run({ accountGroupIds }: Reader): Promise<PublicPause> {
    const [shown] = (await this.dataSource.query(showing, [accountGroupIds])) as [PublicPause];
    return shown;
  }
}

const showing = `
select (select ${pauseJson} from (${standingPause}) p join agent who on who.id = p.agent_id) as pause,
  (select json_build_object('id', p.id, 'by', json_build_object('id', who.id, 'name', who.name))
    from public_pause p join agent who on who.id = p.agent_id order by p.at desc, p.id desc limit 1) as changed, counted.*
from (
  select count(*)::int as scheduled, (count(*) filter (where d.send_at <= clock_timestamp()))::int as waiting
  from draft d join account a on a.id = d.account_id and ${visibleTo('a', '$1')}
  where d.state = 'scheduled' and d.in_public) counted`;
