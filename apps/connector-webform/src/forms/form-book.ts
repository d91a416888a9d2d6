import type { Listening } from '@filo/connector';
import type { FormDefinition } from '@filo/contracts/http';

/** A form whose door is held open. */
export interface OpenForm {
  key: string;
  state: 'active' | 'paused';
  definition: FormDefinition;
  listening: Listening;
}

/** `out-of-order`: the form is ours, and something of it must be mended before it can be shown. */
export type Looked = { found: 'form'; form: OpenForm } | { found: 'none' | 'not-known-yet' | 'out-of-order' };

/** How to deliver for an account, served or not. */
export type DeliverFor = (accountId: string) => Pick<Listening, 'deliver' | 'blobs'>;

/** The forms that this replica serves, by key. */
export class FormBook {
  /** Undefined until the bus is there. */
  deliverFor: DeliverFor | undefined;
  readonly #byKey = new Map<string, OpenForm>();
  readonly #held = new Map<symbol, string>();
  #loaded = false;

  /** Once core's accounts have been read, an unknown key is unknown; before that nobody can tell. */
  loaded(): void {
    this.#loaded = true;
  }

  look(key: string): Looked {
    const form = this.#byKey.get(key);
    if (form !== undefined) return { found: 'form', form };
    if ([...this.#held.values()].includes(key)) return { found: 'out-of-order' };
    return { found: this.#loaded ? 'none' : 'not-known-yet' };
  }

  /** There is a form under this key, shown or not, until the returned function is called. */
  hold(key: string): () => void {
    const holding = Symbol(key);
    this.#held.set(holding, key);
    return () => void this.#held.delete(holding);
  }

  /** How to deliver what was accepted, also for a form that is not served now. */
  deliveryFor(accountId: string): ReturnType<DeliverFor> | undefined {
    const open = [...this.#byKey.values()].find((form) => form.listening.account.accountId === accountId);
    return open?.listening ?? this.deliverFor?.(accountId);
  }

  put(form: OpenForm): void {
    this.#byKey.set(form.key, form);
  }

  /** Takes away this very form, not a newer one under the same key. */
  remove(form: OpenForm): void {
    if (this.#byKey.get(form.key) === form) this.#byKey.delete(form.key);
  }
}
