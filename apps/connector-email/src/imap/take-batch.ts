import { createHash } from 'node:crypto';
import type { Heard, Listening } from '@filo/connector';
import { heardQuarantined } from '../receiving/heard-mail.js';
import type { ReceiveMail } from '../receiving/receive-mail.js';
import { fetchLimits, type FetchedBatch } from './fetch-batches.js';
import type { FetchedMail, ListedMail } from './imap-session.js';
import { arrivedInFolder, type FolderInHand } from './mail-in-folder.js';
import type { SeenMails } from './seen-mails.js';

interface HeardFromMail {
  heard: Heard;
  mail: ListedMail;
}

/** Reads and delivers one fetched batch; resolves when the bus has all of it. */
export class TakeBatch {
  constructor(
    private readonly receive: ReceiveMail,
    private readonly seen: SeenMails,
  ) {}

  async run(batch: FetchedBatch, folder: FolderInHand, on: Listening): Promise<void> {
    await Promise.all([
      ...batch.mails.map((mail) => this.take(mail, folder, on)),
      ...batch.withheld.map((mail) => this.takeWithheld(mail, folder, on)),
    ]);
  }

  /** Reads one mail without delivering it. */
  async read(mail: FetchedMail, folder: FolderInHand, on: Listening): Promise<Heard> {
    const arrived = arrivedInFolder(mail, folder, on.account);
    const heard =
      mail.bytes > fetchLimits.rawBytesMax
        ? await this.tooLarge(mail, folder, on)
        : await this.receive.run(mail.raw, arrived, on);
    this.seen.remember(folder, mail.uid, heard.externalId);
    return heard;
  }

  async deliver({ heard, mail }: HeardFromMail, folder: FolderInHand, on: Listening): Promise<void> {
    await this.receive.deliver(heard, arrivedInFolder(mail, folder, on.account), on.deliver);
  }

  private async take(mail: FetchedMail, folder: FolderInHand, on: Listening): Promise<void> {
    await this.deliver({ mail, heard: await this.read(mail, folder, on) }, folder, on);
  }

  private async tooLarge(mail: FetchedMail, folder: FolderInHand, on: Listening): Promise<Heard> {
    const raw = await on.blobs.put(mail.raw);
    return heardQuarantined(
      {
        reason: `It is larger than ${megabytes(fetchLimits.rawBytesMax)} MB (${megabytes(mail.bytes)} MB), so only its beginning is kept here. The whole lies in the folder ${folder.path} of the mailbox.`,
        why: {
          code: 'mail-too-large-here',
          with: {
            ...{ most: megabytes(fetchLimits.rawBytesMax), count: megabytes(mail.bytes) },
            folder: folder.path.slice(0, 500),
          },
        },
        envelope: { headers: mail.raw.toString('latin1').split(/\r?\n\r?\n/, 1)[0]! },
        externalId: createHash('sha256').update(`too large ${mail.bytes} ${raw.sha256}`).digest('hex'),
      },
      arrivedInFolder(mail, folder, on.account),
      raw,
    );
  }

  private async takeWithheld(mail: ListedMail, folder: FolderInHand, on: Listening): Promise<void> {
    const raw = await on.blobs.put(new Uint8Array());
    const where = `${folder.path} ${folder.uidValidity} ${mail.uid}`;
    const heard = heardQuarantined(
      {
        reason: `The mail server lists it in the folder ${folder.path}, but does not hand it over. Nothing of it is here; look at it in the mailbox.`,
        why: { code: 'mail-withheld', with: { folder: folder.path.slice(0, 500) } },
        envelope: {},
        externalId: createHash('sha256').update(`withheld ${on.account.accountId} ${where}`).digest('hex'),
      },
      arrivedInFolder(mail, folder, on.account),
      raw,
    );
    await this.deliver({ heard, mail }, folder, on);
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
