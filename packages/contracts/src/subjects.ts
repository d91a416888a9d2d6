/**
 * Subjects and streams of the bus. A prefix (empty in production) keeps test files apart; it is applied by `packages/bus`,
 * never here.
 *
 * - `inbound.<lane>.<channel>.<accountId>.message|quarantined|edited|deleted|receipt` in stream `INBOUND`
 * - `outbound.<channel>.<accountId>.send` in stream `OUTBOUND`
 * - `dead.<stream>.<channel>` in stream `DEAD`: only what core could not even store
 * - `blob.<sha256>` in stream `BLOBS`, larger ones in the object bucket `blobs`
 * - core NATS: `committed.<channel>.<accountId>`, `updates.<kind>`, `ask.<service>.<question>`, `alive.<service>.<instance>`
 */
export const streams = { inbound: 'INBOUND', outbound: 'OUTBOUND', dead: 'DEAD', blobs: 'BLOBS' } as const;

export type InboundType = 'message' | 'quarantined' | 'edited' | 'deleted' | 'receipt';

export const laneCount = 8;

export const inboundSubject = (
  lane: number,
  { channel, accountId, type }: { channel: string; accountId: string; type: InboundType },
): string => `inbound.${lane}.${channel}.${accountId}.${type}`;

export const outboundSubject = (channel: string, accountId: string): string =>
  `outbound.${channel}.${accountId}.send`;

export const committedSubject = (channel: string, accountId: string): string =>
  `committed.${channel}.${accountId}`;

/** Core wakes its own api processes: `live` carries the ids of new live events. */
export const updatesSubject = (kind: string): string => `updates.${kind}`;

export const deadSubject = (stream: string, channel: string): string => `dead.${stream}.${channel}`;

/** Every service says once in 5 s that it lives, with its `serviceHealth`. */
export const aliveSubject = (service: string, instance: string): string => `alive.${service}.${instance}`;

/** KV buckets of one connector: the accounts it serves; its cursors, leases, health and public key. */
export const accountsBucket = (connector: string): string => `accounts_${connector}`;
export const stateBucket = (connector: string): string => `state_${connector}`;
