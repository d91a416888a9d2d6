import type { ServiceHealth } from '@filo/contracts';
import type { HealthView } from '@filo/contracts/http';

type ServiceView = NonNullable<HealthView['services']>[number];

/** What one instance said last, and when, in milliseconds. */
export interface Heard {
  said: ServiceHealth;
  at: number;
}

/** Without a word for this long a service counts as failed. */
const silentMs = 15_000;

/**
 * Every service that spoke or is expected. A silent instance is shown as failed, however long it is silent, unless another
 * instance of its service took its place; an expected service that never spoke is shown as failed too, once there was time
 * for its first word.
 */
export const judgeServices = (
  heard: readonly Heard[],
  expected: readonly string[],
  { since, now }: { since: number; now: number },
): ServiceView[] => {
  const newest = new Map<string, number>();
  for (const { said, at } of heard) newest.set(said.service, Math.max(at, newest.get(said.service) ?? 0));
  return [
    ...heard
      .filter(({ said, at }) => isShown(at, { newest: newest.get(said.service)!, now }))
      .map((one) => judged(one, now)),
    ...expected.filter((service) => !newest.has(service)).map((service) => neverHeard(service, now - since)),
  ].toSorted(
    (a, b) => a.service.localeCompare(b.service) || (a.startedAt ?? '').localeCompare(b.startedAt ?? ''),
  );
};

/** Those that speak; where none does, those that fell silent last. */
const isShown = (at: number, { newest, now }: { newest: number; now: number }): boolean =>
  now - at <= silentMs || (now - newest > silentMs && newest - at <= silentMs);

const judged = ({ said, at }: Heard, now: number): ServiceView => {
  const lastSeenAt = new Date(at).toISOString();
  if (now - at <= silentMs) return { ...said, lastSeenAt };
  const reason = `It has been silent since ${lastSeenAt}. What it had accepted is safe; start it again.`;
  const reasonWhys = [[{ code: 'service-silent', with: { at: lastSeenAt } }]];
  return { ...said, state: 'failed', reasons: [reason], reasonWhys, lastSeenAt };
};

const neverHeard = (service: string, waited: number): ServiceView =>
  waited <= silentMs
    ? {
        service,
        state: 'starting',
        reasons: ['It has not said anything yet.'],
        reasonWhys: [[{ code: 'service-new' }]],
        lastSeenAt: null,
      }
    : { service, state: 'failed', ...missing(service), lastSeenAt: null };

const missing = (service: string) =>
  service === 'core-worker'
    ? {
        reasons: ['Nobody takes messages in. They wait safely on the bus; start the worker.'],
        reasonWhys: [[{ code: 'worker-missing' }]],
      }
    : {
        reasons: ['It does not run, or cannot reach the bus. What it had accepted is safe; start it.'],
        reasonWhys: [[{ code: 'service-missing' }]],
      };
