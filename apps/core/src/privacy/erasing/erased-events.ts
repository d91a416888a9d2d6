import type { InboundEvent } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { queryAlone } from '../../database/pg-session.js';
import { blobsOf } from '../../ingest/blobs-of.js';
import { deliveryPlace, sentPlace } from './keep-hashes.js';

/**
 * Knows by the hashes alone what comes again of somebody who was erased: out of a mailbox that is read anew, or a stream that is replayed. It is taken for
 * done before anything of it is stored, and written down, so that it goes from the bus again.
 */
export class ErasedEvents {
  constructor(private readonly dataSource: DataSource) {}

  /** The ids of those events that are. */
  async among(events: readonly InboundEvent[]): Promise<Set<string>> {
    const keys = events.flatMap(keysOf);
    const found = (await queryAlone(this.dataSource, finding, [
      keys.map(({ place }) => place),
      keys.map(({ id }) => id),
    ])) as { n: number }[];
    const again = found.map(({ n }) => keys[n - 1]!);
    if (again.length > 0) await this.#note(again);
    return new Set(again.map(({ event }) => event.eventId));
  }

  async #note(again: readonly Key[]): Promise<void> {
    await this.dataSource.query(noting, [
      JSON.stringify(again.map(({ place, id, event }) => ({ place, id, blobs: blobsIn(event) }))),
    ]);
  }
}

interface Key {
  place: string;
  id: string;
  event: InboundEvent;
}

/** Under which keys an event would be known. Pure. */
const keysOf = (event: InboundEvent): Key[] => {
  if (event.type === 'receipt') return [{ place: deliveryPlace, id: event.deliveryId, event }];
  const own = { place: event.channel, id: event.externalId, event };
  return event.type === 'message' && event.direction === 'outbound' && event.threadingId !== undefined
    ? [own, { place: sentPlace, id: event.threadingId, event }]
    : [own];
};

const blobsIn = (event: InboundEvent): string[] => {
  const refs =
    event.type === 'message' ? blobsOf(event)
    : event.type === 'quarantined' ? [event.raw]
    : event.type === 'edited' ? (event.shows?.attachments.map(({ blob }) => blob) ?? [])
    : event.type === 'receipt' && event.captured ? [event.captured.raw]
    : []; // prettier-ignore
  return refs.map(({ sha256 }) => sha256);
};

const finding = `
select asked.n::int from unnest($1::text[], $2::text[]) with ordinality asked(place, id, n)
where exists (select from erased_key e where e.hash = erased_hash(asked.place, asked.id))`;

const noting = `
insert into erased_again (hash, blobs)
select distinct on (1) erased_hash(r.place, r.id), r.blobs from json_to_recordset($1) as r(place text, id text, blobs text[])
on conflict (hash) do update set blobs = excluded.blobs, at = now()`;
