import type { InboundEvent } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { queryAlone } from '../database/pg-session.js';
import { blobsNeededBy } from './blobs-of.js';
import { keysOf } from './keys-of-event.js';
import { noteErasedAgain } from './note-erased-again.js';

/**
 * Knows by the hashes alone what comes again of somebody who was erased: out of a mailbox that is read anew, or a stream that is replayed. It is taken for
 * done before anything of it is stored, and written down, so that it goes from the bus again.
 */
export class ErasedEvents {
  constructor(private readonly dataSource: DataSource) {}

  /** The ids of those events that are. */
  async among(events: readonly InboundEvent[]): Promise<Set<string>> {
    const keys = events.flatMap((event) => keysOf(event).map((key) => ({ ...key, event })));
    const found = (await queryAlone(this.dataSource, finding, [
      keys.map(({ place }) => place),
      keys.map(({ id }) => id),
    ])) as { n: number }[];
    const again = found.map(({ n }) => keys[n - 1]!);
    await noteErasedAgain(
      this.dataSource,
      again.map(({ event, ...key }) => ({ ...key, blobs: blobsNeededBy(event) })),
    );
    return new Set(again.map(({ event }) => event.eventId));
  }
}

const finding = `
select asked.n::int from unnest($1::text[], $2::text[]) with ordinality asked(place, id, n)
where exists (select from erased_key e where e.hash = erased_hash(asked.place, asked.id))`;
