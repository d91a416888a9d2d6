import type { AccountHealth } from '@filo/contracts';
import type { Cursor } from '../channel.js';

const key = 'troubles';

/** Of a duty that one replica does at a time: what was wrong when it was last done, and when that began. */
export interface Trouble {
  state: AccountHealth['state'];
  since: string;
  /** When the duty was last done well before. */
  wellAt?: string;
}
type Troubles = Readonly<Record<string, Trouble>>;

/** What only one replica does at a time; of the others each says its own. */
const heldDuties: readonly string[] = ['listen', 'reconcile'];

/**
 * Since when accounts are in trouble: it begins once, however often the lease goes to another replica, or a service begins anew, until the duty is done
 * well again.
 */
export class KnownTroubles {
  readonly #known = new Map<string, Troubles>();

  constructor(private readonly cursorOf: (accountId: string) => Pick<Cursor, 'read' | 'write'>) {}

  /** What the bus remembers, whoever told it. */
  async remember(accountId: string): Promise<void> {
    this.#known.set(accountId, (await this.cursorOf(accountId).read<Troubles>(key)) ?? {});
  }

  sinceOf(accountId: string, duty: string, state: Trouble['state']): string | undefined {
    const known = this.#known.get(accountId)?.[duty];
    return known?.state === state ? known.since : undefined;
  }

  /** When it was last read well, where the bus knows of trouble since. */
  wellAt(accountId: string): string | undefined {
    return this.#known.get(accountId)?.['listen']?.wellAt;
  }

  /** Notes what a duty says, or that it is done well where it says nothing; whether that is to be kept. What only begins says nothing yet. */
  note(accountId: string, duty: string, said: Trouble | undefined): boolean {
    if (!heldDuties.includes(duty) || said?.state === 'starting') return false;
    const known = this.#known.get(accountId) ?? {};
    const isTrouble = said !== undefined && said.state !== 'ok';
    const before = known[duty];
    if (before?.state === (isTrouble ? said.state : undefined)) return false;
    const { [duty]: _, ...others } = known;
    this.#known.set(accountId, { ...others, ...(isTrouble && { [duty]: said }) });
    return true;
  }

  keep(accountId: string): Promise<void> {
    return this.cursorOf(accountId).write(key, this.#known.get(accountId) ?? {});
  }

  forget(accountId: string): void {
    this.#known.delete(accountId);
  }
}
