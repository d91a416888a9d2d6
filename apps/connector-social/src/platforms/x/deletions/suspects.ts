import type { Listening } from '@filo/connector';

const key = 'deletions-suspects';
/** An account's entry on the bus stays small; what is not noted is found missing again. */
const suspectsMax = 2_000;

/** From when on a post that was missing counts as gone. */
interface Suspect {
  tellFrom: number;
}

export interface Looked {
  asked: readonly string[];
  missing: readonly string[];
}

/**
 * Posts that X did not find. An author may switch an account off for a while, and X may be ill: one "not found" empties nothing. One that is
 * found again is forgotten, one that is still missing when its time has come is told.
 */
export class Suspects {
  private constructor(
    private readonly listening: Pick<Listening, 'cursor' | 'deleted'>,
    private readonly held: Map<string, Suspect>,
  ) {}

  static async of(listening: Pick<Listening, 'cursor' | 'deleted'>): Promise<Suspects> {
    const held = (await listening.cursor.read<Record<string, Suspect>>(key)) ?? {};
    return new Suspects(listening, new Map(Object.entries(held)));
  }

  get ids(): string[] {
    return [...this.held.keys()];
  }

  has(id: string): boolean {
    return this.held.has(id);
  }

  /** Notes what a look found, and tells what was missing for long enough; `isCertain`: X has named it as deleted, too. */
  async note(
    { asked, missing }: Looked,
    { now, enoughMs, isCertain }: { now: number; enoughMs: number; isCertain?: boolean },
  ): Promise<void> {
    const gone = new Set(missing);
    for (const id of asked) {
      const suspect = isCertain ? { tellFrom: now } : (this.held.get(id) ?? { tellFrom: now + enoughMs });
      if (gone.has(id) && suspect.tellFrom <= now) await this.listening.deleted(id);
      if (gone.has(id) && suspect.tellFrom > now) this.held.set(id, suspect);
      else this.held.delete(id);
    }
    await this.listening.cursor.write(key, Object.fromEntries([...this.held].slice(0, suspectsMax)));
  }
}
