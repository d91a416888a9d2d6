import type { ScriptFill, ScriptFilled, ScriptView } from '@filo/contracts/http';
import { blanksIn } from '@filo/text-limits';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { FindPerson } from '../people-pages/find-person.js';
import { fillVariables, firstNameOf, type ScriptValues } from './fill-variables.js';
import { ShowScripts } from './show-scripts.js';

/** The words of a script for one thread. Nothing is sent, and nothing of the thread changes. */
@Injectable()
export class FillScript {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showScripts: ShowScripts,
    private readonly findPerson: FindPerson,
  ) {}

  async run(reader: Reader, id: string, { threadId, topicId, language }: ScriptFill): Promise<ScriptFilled> {
    const script = await this.showScripts.one(reader, id);
    const personId = await this.findPerson.run(reader, threadId);
    const words = wordsIn(script, language);
    const text = fillVariables(words.text, await this.values(reader, personId, topicId));
    await this.dataSource.query('update script set uses = uses + 1, last_used_at = now() where id = $1', [
      id,
    ]);
    return { text, language: words.language, blanks: [...new Set(blanksIn(text).map(({ name }) => name))] };
  }

  private async values(reader: Reader, personId: string, topicId: string | undefined): Promise<ScriptValues> {
    const [row] = (await this.dataSource.query(
      `select th.name as person, w.name as organisation, (
         select t.subject from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
         where l.person_id = th.person_id and ${visibleTo('t', '$2')} and ($3::uuid is null or t.id = $3)
         order by t.state = 'closed', t.last_at desc, t.id limit 1) as subject
       from thread th cross join workspace w where th.person_id = $1`,
      [personId, reader.accountGroupIds, topicId ?? null],
    )) as { person: string; organisation: string; subject: string | null }[];
    const values = {
      person_name: isName(row?.person) ? row?.person : undefined,
      person_first_name: firstNameOf(row?.person ?? ''),
      agent_name: reader.name,
      agent_first_name: firstNameOf(reader.name) ?? reader.name,
      organisation: row?.organisation,
      subject: row?.subject,
    };
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null)) as ScriptValues;
  }
}

const isName = (name: string | undefined): boolean => name !== undefined && !name.includes('@');

/** Of `it-CH` also what is written for `it`; without that, what is meant by default. */
const wordsIn = ({ words }: ScriptView, language: string | undefined): ScriptView['words'][number] => {
  const base = (tag: string) => tag.toLowerCase().split('-')[0];
  const wanted = language?.toLowerCase();
  return (words.find((one) => one.language.toLowerCase() === wanted) ??
    words.find((one) => wanted !== undefined && base(one.language) === base(wanted)) ??
    words[0]) as ScriptView['words'][number];
};
