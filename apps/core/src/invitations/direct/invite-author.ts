import type { InvitationCreate, InvitationView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../../access/reader.js';
import { inTransaction } from '../../database/in-transaction.js';
import { MakeInvitation } from '../make-invitation.js';
import { InviteDirectly } from './invite-directly.js';

/** Invites the author of a public message by direct message: where nothing can be sent nobody is invited. */
@Injectable()
export class InviteAuthor {
  constructor(
    private readonly dataSource: DataSource,
    private readonly makeInvitation: MakeInvitation,
    private readonly inviteDirectly: InviteDirectly,
  ) {}

  async run(reader: Reader, { messageId, text, language, undo }: InvitationCreate): Promise<InvitationView> {
    await this.inviteDirectly.mustBePossible(reader, messageId);
    return inTransaction(this.dataSource, async (db) => {
      await this.inviteDirectly.seeTo(db, reader, messageId);
      const { id: invitationId, isMade } = await this.makeInvitation.within(db, reader, messageId);
      const asked = { invitationId, postId: messageId, isMade, text, language, undo };
      return this.inviteDirectly.send(db, reader, asked);
    });
  }
}
