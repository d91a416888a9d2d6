import { mailOptionNames, type MailboxPatch } from '@filo/contracts/http';

/** What was told of a mailbox beside its servers; what was not named is absent. */
export const mailOptionsOf = (told: Pick<MailboxPatch, (typeof mailOptionNames)[number]>) =>
  Object.fromEntries(
    mailOptionNames.filter((name) => told[name] !== undefined).map((name) => [name, told[name]]),
  );
