import { uuid } from '@filo/contracts';
import {
  directInvitation,
  invitationCreate,
  invitationList,
  invitationView,
  invitingLook,
  type DirectInvitation,
  type InvitationCreate,
  type InvitationList,
  type InvitationView,
  type InvitingLook,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { InviteAuthor } from './direct/invite-author.js';
import { InviteDirectly } from './direct/invite-directly.js';
import { MakeInvitation } from './make-invitation.js';
import { ShowInvitations } from './show-invitations.js';
import { WithdrawInvitation } from './withdraw-invitation.js';

@Controller('api/v1')
@SignedIn()
export class InvitationsController {
  constructor(
    private readonly makeInvitation: MakeInvitation,
    private readonly showInvitations: ShowInvitations,
    private readonly withdrawInvitation: WithdrawInvitation,
    private readonly inviteDirectly: InviteDirectly,
    private readonly inviteAuthor: InviteAuthor,
  ) {}

  /** Whether the author of a public message can be invited, and the invitation that is open already. Invites nobody. */
  @Get('messages/:id/inviting')
  @Answers(200, invitingLook)
  lookAt(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<InvitingLook> {
    return this.makeInvitation.look(reader, id);
  }

  /** Whether that could go by direct message, and why not. Invites nobody. */
  @Get('messages/:id/inviting/direct')
  @Answers(200, directInvitation)
  lookAtDirect(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<DirectInvitation> {
    return this.inviteDirectly.look(reader, id);
  }

  /** Invites the author of a public message to go on in private. Nothing is sent, unless it shall go directly: the text is for a public reply. One that stands is taken; directly is refused with why where the network does not let us write to them. */
  @Post('invitations')
  @Answers(201, invitationView)
  make(
    @AsReader() reader: Reader,
    @Body({ schema: invitationCreate }) wanted: InvitationCreate,
  ): Promise<InvitationView> {
    return wanted.directly ? this.inviteAuthor.run(reader, wanted) : this.makeInvitation.run(reader, wanted);
  }

  /** Withdraws it; answers with what it is then. */
  @Delete('invitations/:id')
  @Answers(200, invitationView)
  withdraw(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<InvitationView> {
    return this.withdrawInvitation.run(reader, id);
  }

  /** Invitations of a person, newest first. */
  @Get('people/:id/invitations')
  @Answers(200, invitationList)
  list(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<InvitationList> {
    return this.showInvitations.ofPerson(reader, id);
  }
}
