import { DomainError } from '../http/domain-error.js';

const windowMs = 60_000;

/** How many pages one agent has read in a minute: each is a request of ours to a place that the agent names. */
export class AsksInTime {
  readonly #asked = new Map<string, number[]>();

  constructor(
    private readonly most = 20,
    private readonly now: () => number = Date.now,
  ) {}

  /** Throws `too-many-attempts`; what is refused does not count. */
  take(agentId: string): void {
    const now = this.now();
    for (const [one, times] of this.#asked) if (times.at(-1)! <= now - windowMs) this.#asked.delete(one);
    const recent = (this.#asked.get(agentId) ?? []).filter((at) => at > now - windowMs);
    if (recent.length >= this.most)
      throw new DomainError(
        'too-many-attempts',
        `No card was read: you had ${this.most} pages read within a minute. Your answer can be sent all the same; try again in a moment.`,
        {
          reason: 'too-many-cards',
          retryAfterSeconds: Math.ceil((recent[0]! + windowMs - now) / 1000),
        },
      );
    this.#asked.set(agentId, [...recent, now]);
  }
}
