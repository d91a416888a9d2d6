import { inTransaction } from '../../src/database/in-transaction.js';
import { joinPeople } from '../../src/people/links/join-people.js';
import type { Changed, Grounds } from '../../src/people/links/link-change.js';
import { splitPerson } from '../../src/people/links/split-person.js';
import { undoChange } from '../../src/people/links/undo-change.js';
import type { TestWorker } from './test-worker.js';

/** Why a test changes links. */
const grounds: Grounds = { evidence: { type: 'agent' }, grade: 'claimed', actor: { name: 'test' } };

export interface Linked {
  identity(address: string): Promise<string>;
  person(address: string): Promise<string>;
  merge(...addresses: string[]): Promise<Changed>;
  split(...addresses: string[]): Promise<Changed>;
  undo(change: Changed): Promise<Changed>;
}

/** Merges, splits and undos by mail address. */
export const linked = (worker: TestWorker): Linked => {
  const held = async (address: string) => {
    const [row] = await worker.rows<{ id: string; person_id: string }>(
      `select i.id, l.person_id from identity i left join link l on l.identity_id = i.id and l.withdrawn_at is null
       where i.key = $1`,
      [address],
    );
    if (!row) throw new Error(`no identity ${address}`);
    return row;
  };
  const identity = async (address: string) => (await held(address)).id;
  const person = async (address: string) => (await held(address)).person_id;
  return {
    identity,
    person,
    merge: async (...addresses) => {
      const identityIds = await Promise.all(addresses.map(identity));
      return (await inTransaction(worker.dataSource, (db) => joinPeople(db, { ...grounds, identityIds })))!;
    },
    split: async (...addresses) => {
      const identityIds = await Promise.all(addresses.map(identity));
      const personId = await person(addresses[0]!);
      return inTransaction(worker.dataSource, (db) => splitPerson(db, { ...grounds, personId, identityIds }));
    },
    undo: (change) =>
      inTransaction(worker.dataSource, (db) =>
        undoChange(db, {
          changeId: change.id,
          kind: change.kind as 'merge' | 'split',
          actor: { name: 'test' },
        }),
      ),
  };
};
