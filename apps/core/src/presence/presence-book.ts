import type { PresenceDoing, PresentAgent } from '@filo/contracts/http';

/** One word of one page of an agent. */
export interface Beat {
  threadId: string;
  agent: { id: string; name: string };
  device: string;
  doing: PresenceDoing | 'gone';
  /** When it began, in ms since 1970. */
  since: number;
  /** The account groups in which the agent sees the thread: whoever sees it in none of them is told nothing. */
  groupIds: readonly string[];
  /** The session of the page; with its end the presence ends. */
  session: string | null;
}

interface Held extends Beat {
  doing: PresenceDoing;
  until: number;
}

/** Two beats may be lost, a third ends it. */
export const presenceEndsMs = 12_000;
/** More pages than any team has; what comes above is not remembered. */
const heldMax = 5_000;
const order: readonly PresenceDoing[] = ['viewing', 'noting', 'replying'];

/** Who is at which thread, in memory alone. Nothing here waits or reads a clock: the caller says what time it is. */
export class PresenceBook {
  readonly #held = new Map<string, Held>();

  /** Takes a word; answers the threads of which something else is true now. */
  hear(beat: Beat, now: number): string[] {
    const key = `${beat.agent.id} ${beat.device}`;
    const before = this.#held.get(key);
    if (!before && this.#held.size >= heldMax) return [];
    // A page is at one thread: what it says of another ends the former.
    if (beat.doing === 'gone') {
      if (before?.threadId !== beat.threadId) return [];
      this.#held.delete(key);
      return [beat.threadId];
    }
    this.#held.set(key, { ...beat, doing: beat.doing, until: now + presenceEndsMs });
    if (before?.threadId === beat.threadId && before.doing === beat.doing) return [];
    return before && before.threadId !== beat.threadId ? [before.threadId, beat.threadId] : [beat.threadId];
  }

  /** Ends what was silent for too long. */
  expire(now: number): string[] {
    return this.#drop(({ until }) => until <= now);
  }

  /** Ends what a session said, or an agent on every page: of whom access ended or changed, nobody is told by old words. */
  end(ended: string): string[] {
    return this.#drop(({ session, agent }) => session === ended || agent.id === ended);
  }

  /** Who else is at a thread, as a reader may know it: each agent once, with the most that they do. */
  at(threadId: string, reader: { agentId: string; accountGroupIds: readonly string[] }): PresentAgent[] {
    const agents = new Map<string, Held>();
    for (const held of this.#held.values()) {
      if (held.threadId !== threadId || held.agent.id === reader.agentId) continue;
      if (!held.groupIds.some((id) => reader.accountGroupIds.includes(id))) continue;
      const other = agents.get(held.agent.id);
      if (!other || order.indexOf(held.doing) > order.indexOf(other.doing)) agents.set(held.agent.id, held);
    }
    return [...agents.values()]
      .toSorted((a, b) => a.since - b.since || (a.agent.id < b.agent.id ? -1 : 1))
      .map(({ agent, doing, since }) => ({ agent, doing, since: new Date(since).toISOString() }));
  }

  threads(): string[] {
    return [...new Set([...this.#held.values()].map(({ threadId }) => threadId))];
  }

  #drop(over: (held: Held) => boolean): string[] {
    const gone = [...this.#held].filter(([, held]) => over(held));
    for (const [key] of gone) this.#held.delete(key);
    return [...new Set(gone.map(([, { threadId }]) => threadId))];
  }
}
