import { createLogger } from '@filo/service';
import { RunImports } from '../../../src/imports/running/run-imports.js';
import type { Client } from '../client.js';
import type { TestApi } from '../test-api.js';

interface Garden {
  api: TestApi;
  insider: Client;
  groupId: string;
}
type Planted = (kind: 'crm' | 'imported' | 'broken' | 'contact') => string;

/**
 * A list of customers for the closed group alone: it says of somebody whom everybody knows what only the group may read, and
 * names an address of theirs that never wrote, and somebody who never wrote at all. Resolves with the ids that nobody else may see.
 */
export const plantImport = async ({ api, insider, groupId }: Garden, planted: Planted): Promise<string[]> => {
  const contact = `${planted('contact')}@example.org`;
  const alone = `alone-${contact}`;
  const rows = [
    `${planted('imported')},open@example.org,${contact}`,
    `${planted('imported')},${alone},`,
    `x,${planted('broken')},`,
  ];
  const form = new FormData();
  const fields = {
    name: planted('crm'),
    mode: 'run',
    columns: '["name","mail","mail"]',
    accountGroupId: groupId,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([`name,mail,other\n${rows.join('\n')}`]), `${planted('crm')}.csv`);
  const started = await insider.post('/api/v1/imports', form);
  if (started.status !== 201) throw new Error(`not imported: ${JSON.stringify(started.body)}`);
  const log = createLogger({ service: 'core-worker', level: 'silent' });
  const imports = new RunImports({ dataSource: api.dataSource, blobs: api.blobs, log });
  while (await imports.once());
  const named = (await api.dataSource.query(
    `select i.id, l.person_id as "personId" from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null where i.key = any($1)
     order by i.key <> $2`,
    [[contact, alone], contact],
  )) as { id: string; personId: string }[];
  const [contactOf, aloneOf] = named;
  return [started.body.id as string, contactOf!.id, aloneOf!.id, aloneOf!.personId];
};
