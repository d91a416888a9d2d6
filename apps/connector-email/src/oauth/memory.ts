import { TemporaryError, type OwnMemory } from '@filo/connector';

/** What the kit hands over when the bus is there; until then nobody can sign in. */
export class Memory {
  private held: OwnMemory | undefined;

  remember(memory: OwnMemory): void {
    this.held = memory;
  }

  /** Throws `TemporaryError` before the bus is there. */
  get(): OwnMemory {
    if (this.held === undefined) throw new TemporaryError('The bus is not there yet.');
    return this.held;
  }
}
