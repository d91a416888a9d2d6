import type { Incoming } from '@filo/bus';
import type { InboundEvent } from '@filo/contracts';
import type { Metrics } from '@filo/service';

/** What an operator watches: how much comes, how long a batch takes, how old an event is when it is committed. */
export class IngestMetrics {
  readonly #events;
  readonly #batch;
  readonly #seconds;
  readonly #redelivered;

  constructor(metrics: Metrics) {
    this.#events = metrics.counter('filo_ingest_events_total', 'Events taken from INBOUND', ['type']);
    this.#redelivered = metrics.counter('filo_ingest_redelivered_total', 'Events that came more than once');
    this.#batch = metrics.histogram('filo_ingest_batch_events', 'Events in a batch', {
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
    });
    this.#seconds = metrics.histogram('filo_ingest_batch_seconds', 'From taking a batch to its commit', {
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    });
  }

  start(batch: readonly Incoming<InboundEvent>[]): () => void {
    const since = performance.now();
    return () => {
      this.#batch.observe(batch.length);
      this.#seconds.observe((performance.now() - since) / 1000);
      this.#redelivered.inc(batch.filter((incoming) => incoming.deliveries > 1).length);
      for (const { event } of batch) this.#events.inc({ type: event.type });
    };
  }
}
