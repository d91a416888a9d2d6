import type { ConsumerConfig, StreamConfig } from '@nats-io/jetstream';
import { AckPolicy, DeliverPolicy, DiscardPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { accountsBucket, stateBucket } from '@filo/contracts';
import { factsBucket, leasesBucket, sendsConsumer, type BusNames } from '../connection/bus-names.js';

export type WantedStream = Partial<StreamConfig> & { name: string };
export type WantedConsumer = Partial<ConsumerConfig> & { durable_name: string };

export interface Topology {
  streams: WantedStream[];
  consumers: { stream: string; config: WantedConsumer }[];
}

export interface TopologyOptions {
  connectors: Readonly<Record<string, readonly string[]>>;
  leaseTtlMs: number;
}

const dayMs = 86_400_000;
/** How long a handler may be silent before another gets the message; the consume loop reports work in time. */
const ackWaitMs = 15_000;

/** Everything the bus holds: streams, consumers, buckets. A full stream refuses the publisher and drops nothing old. */
export function topology(names: BusNames, { connectors, leaseTtlMs }: TopologyOptions): Topology {
  const carrying = { max_age: nanos(7 * dayMs), duplicate_window: nanos(120_000) };
  return {
    streams: [
      stream(names.stream('inbound'), [names.subject('inbound.>')], carrying),
      stream(names.stream('outbound'), [names.subject('outbound.>')], carrying),
      stream(names.stream('dead'), [names.subject('dead.>')], carrying),
      // Blobs outlive the messages that name them by a day; the second copy of a content is refused.
      stream(names.stream('blobs'), [names.subject('blob.>')], {
        max_age: nanos(8 * dayMs),
        max_msgs_per_subject: 1,
        discard_new_per_subject: true,
        allow_direct: true,
      }),
      objectBucket(names.bucket('blobs'), 8 * dayMs),
      bucket(names.bucket(factsBucket)),
      ...Object.keys(connectors).flatMap((name) => [
        bucket(names.bucket(accountsBucket(name))),
        { ...bucket(names.bucket(stateBucket(name))), allow_msg_ttl: true },
        bucket(names.bucket(leasesBucket(name)), leaseTtlMs),
      ]),
    ],
    consumers: [
      { stream: names.stream('inbound'), config: consumer('core-worker', names.subject('inbound.>'), 1_500) },
      { stream: names.stream('dead'), config: consumer('core-dead', names.subject('dead.>'), 100) },
      ...Object.entries(connectors).flatMap(([name, channels]) =>
        channels.map((channel) => ({
          stream: names.stream('outbound'),
          config: consumer(
            sendsConsumer(name, channel),
            names.subject(`outbound.${channel}.>`),
            sendsWaiting,
          ),
        })),
      ),
    ],
  };
}

const stream = (name: string, subjects: string[], more: Partial<StreamConfig>): WantedStream => ({
  name,
  subjects,
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.New,
  num_replicas: 1,
  ...more,
});

// The layout of NATS' own key-value and object clients, so that they bind to what is made here.
const bucket = (name: string, ttlMs = 0): WantedStream =>
  stream(`KV_${name}`, [`$KV.${name}.>`], {
    max_msgs_per_subject: 1,
    max_age: nanos(ttlMs),
    allow_direct: true,
    allow_rollup_hdrs: true,
  });

const objectBucket = (name: string, ttlMs: number): WantedStream =>
  stream(`OBJ_${name}`, [`$O.${name}.C.>`, `$O.${name}.M.>`], {
    max_age: nanos(ttlMs),
    allow_direct: true,
    allow_rollup_hdrs: true,
  });

/**
 * How many sends of a channel a connector may hold at once. Those of an account whose network hangs count while they wait, each copy of them: with more
 * of them than this the others of the channel wait, too. Of a paused account these are what lay there when it was paused; core adds none.
 */
const sendsWaiting = 2_000;

/** Never gives a message up by counting: `settle` alone decides what becomes of it. */
const consumer = (name: string, filter: string, maxAckPending: number): WantedConsumer => ({
  durable_name: name,
  ack_policy: AckPolicy.Explicit,
  deliver_policy: DeliverPolicy.All,
  ack_wait: nanos(ackWaitMs),
  max_deliver: -1,
  max_ack_pending: maxAckPending,
  filter_subject: filter,
});
