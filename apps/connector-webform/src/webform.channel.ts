import { aborted, type Channel, type Listening, type Verification } from '@filo/connector';
import type { ConnectedAccount } from '@filo/contracts';
import type { DeliverFor, FormBook } from './forms/form-book.js';
import { readDefinition } from './forms/form-definition.js';

/** Web forms as a channel: an account is a form, its address the form's key, its settings the definition. */
export class WebformChannel implements Channel {
  readonly name = 'webform';

  constructor(private readonly forms: FormBook) {}

  /** What was accepted is delivered, whatever has become of its form. */
  spool(deliverFor: DeliverFor): void {
    this.forms.deliverFor = deliverFor;
  }

  /** A form that cannot be shown is out of order, not missing. */
  hold(account: ConnectedAccount): () => void {
    return this.forms.hold(account.address);
  }

  /** Shows the form under its key until the signal aborts, on every replica; a paused one says that it is closed. */
  async open(listening: Listening): Promise<void> {
    const { account, secrets, health, signal } = listening;
    const definition = readDefinition(account.settings, secrets);
    const form = { key: account.address, state: account.state, definition, listening };
    this.forms.put(form);
    health('ok');
    await aborted(signal);
    this.forms.remove(form);
  }

  verify(account: ConnectedAccount, secrets: Readonly<Record<string, string>>): Promise<Verification[]> {
    const started = performance.now();
    const check = (ok: boolean, message: string): Verification[] => [
      {
        name: 'settings',
        ok,
        message,
        ...(ok ? {} : { code: 'invalid-form' }),
        durationMs: performance.now() - started,
      },
    ];
    try {
      readDefinition(account.settings, secrets);
      return Promise.resolve(check(true, 'The form is defined well'));
    } catch (error) {
      return Promise.resolve(check(false, (error as Error).message));
    }
  }
}
