import type { InvitationView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { inTransaction } from '../../database/in-transaction.js';
import { MakeInvitation } from '../make-invitation.js';
import { InviteDirectly, mustBePossible } from './invite-directly.js';

/** Invites the author of a public message by direct message: where nothing can be sent nobody is invited. */
@Injectable()
export class InviteAuthor {
  constructor(
    private readonly dataSource: DataSource,
    private readonly makeInvitation: MakeInvitation,
    private readonly inviteDirectly: InviteDirectly,
  ) {}

  async run(reader: Reader, messageId: string): Promise<InvitationView> {
    mustBePossible(await this.inviteDirectly.look(reader, messageId));
    return inTransaction(this.dataSource, async (db) => {
      const id = await this.makeInvitation.within(db, reader, messageId);
      return this.inviteDirectly.send(db, reader, id);
    });
  }
}
