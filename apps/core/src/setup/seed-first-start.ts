import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { CoreSettings } from '../config.js';
import type { Queryable } from '../database/queryable.js';
import { hashSecret, newSecret } from '../sessions/secrets.js';
import { contactForm } from './contact-form.js';
import { makeAdmin } from './make-admin.js';
import { isSetupNeeded, lockSetup } from './setup-lock.js';
import { applySmtpOut } from './smtp-out.js';

type SeedSettings = Pick<
  CoreSettings,
  'FILO_ADMIN_EMAIL' | 'FILO_ADMIN_PASSWORD' | 'FILO_ORGANISATION' | 'FILO_SMTP_OUT'
>;

/**
 * Run after the migrations, on every start. Makes what an installation begins with: the workspace, one account group, the
 * mail account `support@localhost` and the form `contact`. What is there already is left alone, also when someone removed
 * it. Without an admin it makes one from the settings; without those it answers a one-time token for the setup page, and
 * the token of an earlier start ends.
 */
export const seedFirstStart = (
  dataSource: DataSource,
  settings: SeedSettings,
): Promise<{ setupToken: string | undefined }> =>
  dataSource.transaction(async (db) => {
    await lockSetup(db);
    await seedWorkspace(db, settings.FILO_ORGANISATION);
    await applySmtpOut(db, settings.FILO_SMTP_OUT);
    if (!(await isSetupNeeded(db))) return { setupToken: undefined };
    const { FILO_ADMIN_EMAIL: email, FILO_ADMIN_PASSWORD: password } = settings;
    if (email !== undefined && password !== undefined) {
      await makeAdmin(db, { email, password, name: email.split('@')[0] ?? email, timeZone: 'UTC' });
      return { setupToken: undefined };
    }
    const setupToken = newSecret();
    await db.query('delete from setup_token');
    await db.query(
      `insert into setup_token (secret_hash, expires_at) values ($1, now() + interval '7 days')`,
      [hashSecret(setupToken)],
    );
    return { setupToken };
  });

const seedWorkspace = async (db: Queryable, name: string): Promise<void> => {
  const [made] = await db.query(
    'insert into workspace (name) values ($1) on conflict do nothing returning id',
    [name],
  );
  if (!made) return;
  const groupId = uuidv7();
  await db.query(`insert into account_group (id, name) values ($1, 'Everybody')`, [groupId]);
  await addAccount(db, groupId, { channel: 'email', address: 'support@localhost', settings: {} });
  await addAccount(db, groupId, { channel: 'webform', address: 'contact', settings: contactForm });
  await db.query(
    `insert into identity (id, kind, key, ours) values ($1, 'mail', 'support@localhost', true)
     on conflict (kind, key) do update set ours = true`,
    [uuidv7()],
  );
};

const addAccount = async (
  db: Queryable,
  groupId: string,
  { channel, address, settings }: { channel: string; address: string; settings: object },
) => {
  await db.query(
    `insert into account (id, channel, address, account_group_id, settings) values ($1, $2, $3, $4, $5)`,
    [uuidv7(), channel, address, groupId, JSON.stringify(settings)],
  );
};
