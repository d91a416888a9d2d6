import type { DataSource } from 'typeorm';
import type { CoreSettings } from '../config.js';
import { readSmtpOut, smtpOutMark } from '../setup/smtp-out.js';
import type { ConnectorNames } from './connector-names.js';
import type { TestAccount } from './test-account.js';

/** Seals the password of `FILO_SMTP_OUT` once the mail connector has said its public key; at the first start it has not. */
export class SealSmtpOut {
  constructor(
    private readonly dataSource: DataSource,
    private readonly testAccount: TestAccount,
    private readonly connectors: ConnectorNames,
    private readonly settings: Pick<CoreSettings, 'FILO_SMTP_OUT'>,
  ) {}

  async run(): Promise<void> {
    const url = this.settings.FILO_SMTP_OUT;
    const password = url === undefined ? undefined : readSmtpOut(url).password;
    if (url === undefined || password === undefined) return;
    const [account] = (await this.dataSource.query(
      `select id, channel from account
       where settings ->> 'smtpFromEnvironment' = $1 and sealed_secrets is null and state <> 'removed'`,
      [smtpOutMark(url)],
    )) as { id: string; channel: string }[];
    if (!account) return;
    const connector = this.connectors.of(account.channel);
    if ((await this.testAccount.publicKey(connector)) === undefined) return;
    const sealed = await this.testAccount.seal(connector, account.id, { smtpPassword: password });
    await this.dataSource.query(
      'update account set sealed_secrets = $2, version = version + 1 where id = $1',
      [account.id, sealed],
    );
  }
}
