import type { Listening } from '@filo/connector';
import type { FormDefinition } from '@filo/contracts/http';

/** A form whose door is held open. */
export interface OpenForm {
  key: string;
  state: 'active' | 'paused';
  definition: FormDefinition;
  listening: Listening;
}

export type Looked = { found: 'form'; form: OpenForm } | { found: 'none' } | { found: 'not-known-yet' };

/** The forms that this replica serves, by key and by account. */
export class FormBook {
  readonly #byKey = new Map<string, OpenForm>();
  #loaded = false;

  /** Once core's accounts have been read, an unknown key is unknown; before that nobody can tell. */
  loaded(): void {
    this.#loaded = true;
  }

  look(key: string): Looked {
    const form = this.#byKey.get(key);
    if (form !== undefined) return { found: 'form', form };
    return { found: this.#loaded ? 'none' : 'not-known-yet' };
  }

  byAccount(accountId: string): OpenForm | undefined {
    return [...this.#byKey.values()].find((form) => form.listening.account.accountId === accountId);
  }

  put(form: OpenForm): void {
    this.#byKey.set(form.key, form);
  }

  /** Takes away this very form, not a newer one under the same key. */
  remove(form: OpenForm): void {
    if (this.#byKey.get(form.key) === form) this.#byKey.delete(form.key);
  }
}
