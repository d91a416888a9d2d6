import { PermanentError, TemporaryError, type Listening, type Sending, whyOf } from '@filo/connector';
import type { EmailSettings } from '../email-settings.js';
import { problemOf } from '../servers/server-problem.js';
import { grantOf, type Grant } from './grant/grant.js';
import type { KeepGrant } from './grant/keep-grant.js';
import type { RefreshTokens } from './grant/refresh-tokens.js';
import { isUsable } from './grant/token-set.js';
import { twoVoices } from './grant/two-voices.js';
import type { OAuthProvider } from './provider/oauth-provider.js';

type On = Pick<Sending, 'account' | 'secrets'>;
type OAuth = EmailSettings['oauth'];
type Secrets = Readonly<Record<string, string>>;

const trustNewForMs = 60_000;

/**
 * Gives work on a mailbox the secrets to log in with: stored passwords as they are, or the access token of now. Everything
 * that opens a connection goes through here, so that each one has a token that is valid.
 */
export class SignIn {
  constructor(
    private readonly providers: readonly OAuthProvider[],
    private readonly refresh: RefreshTokens,
    private readonly keep: KeepGrant,
  ) {}

  /** Rejects with what `work` throws, with `PermanentError('sign-in-again')`, or with `TemporaryError`. */
  async run<Result>(on: On, oauth: OAuth, work: (secrets: Secrets) => Promise<Result>): Promise<Result> {
    if (oauth === undefined) return work(on.secrets);
    return this.withToken(grantOf(on, oauth, this.providers), work);
  }

  /** As `run`, for answers: they wait until somebody has signed in again. */
  async runWaiting<Result>(
    on: On,
    oauth: OAuth,
    work: (secrets: Secrets) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.run(on, oauth, work);
    } catch (error) {
      const waits =
        error instanceof PermanentError && ['sign-in-again', 'provider-unknown'].includes(error.code);
      throw waits ? new TemporaryError(error.message, { cause: error, why: whyOf(error)[0] }) : error;
    }
  }

  /** As `run`, and looks after the grant meanwhile; its troubles show as the account's health. */
  async listen(on: Listening, oauth: OAuth, work: (on: Listening) => Promise<void>): Promise<void> {
    if (oauth === undefined) {
      on.keyEnds(null);
      return work(on);
    }
    const grant = grantOf(on, oauth, this.providers);
    const ended = new AbortController();
    const signal = AbortSignal.any([on.signal, ended.signal]);
    const voices = twoVoices(on.health);
    const say = { trouble: voices.trouble, keyEnds: on.keyEnds };
    const keeping = this.keep.run(grant, say, signal);
    const working = this.withToken(grant, (secrets) =>
      work({ ...on, secrets, signal, health: voices.health }),
    );
    try {
      await Promise.race([keeping, working]);
    } finally {
      ended.abort();
      await Promise.allSettled([keeping, working]);
    }
  }

  private async withToken<Result>(
    grant: Grant,
    work: (secrets: Secrets) => Promise<Result>,
  ): Promise<Result> {
    const { accessToken, obtainedAt } = await this.refresh.run(grant, (tokens) => !isUsable(tokens));
    try {
      return await work({ accessToken });
    } catch (error) {
      if (!isLoginRefused(error)) throw error;
      // A token that was fetched a moment ago is not at fault, and another one would be refused too.
      const isNew = Date.now() - Date.parse(obtainedAt) < trustNewForMs;
      await this.refresh.run(grant, (tokens) => !isNew && tokens.accessToken === accessToken);
      throw new TemporaryError(
        `The mail server refused the sign-in by ${grant.provider.label}. Mail stays in the mailbox and answers wait here. It is tried again; if it stays, check that IMAP and SMTP are switched on for this mailbox.`,
        { cause: error, why: { code: 'mail-sign-in-refused', with: { provider: grant.provider.label } } },
      );
    }
  }
}

const isLoginRefused = (error: unknown): boolean =>
  error instanceof Error &&
  !(error instanceof PermanentError) &&
  error.cause !== undefined &&
  problemOf(error.cause, { kind: 'imap', host: '', port: 0 }).code === 'wrong-password';
