import { uuid } from '@filo/contracts';
import {
  mentionable,
  messageCreated,
  noteCreate,
  type Mentionable,
  type MessageCreated,
  type NoteCreate,
} from '@filo/contracts/http';
import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { FindPerson } from '../people-pages/find-person.js';
import { readIdempotencyKey } from '../replies/idempotency-key.js';
import { ShowWritten } from '../thread-pages/show-written.js';
import { ShowMentionable } from './show-mentionable.js';
import { WriteNote } from './write-note.js';

const mentionableQuery = z.strictObject({ topicId: uuid.optional() });

@Controller('api/v1/threads/:id')
@SignedIn()
export class NotesController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly writeNote: WriteNote,
    private readonly showWritten: ShowWritten,
    private readonly showMentionable: ShowMentionable,
  ) {}

  /** Whom a note can name, and who of them may read it. */
  @Get('mentionable')
  @Answers(200, mentionable)
  async mentionable(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: mentionableQuery }) { topicId }: z.output<typeof mentionableQuery>,
  ): Promise<Mentionable> {
    return this.showMentionable.run(reader, await this.findPerson.run(reader, id), topicId);
  }

  /** Writes an internal message. */
  @Post('notes')
  @Answers(201, messageCreated)
  async write(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: noteCreate }) note: NoteCreate,
  ): Promise<MessageCreated> {
    const personId = await this.findPerson.run(reader, id);
    const messageId = await this.writeNote.run(reader, {
      personId,
      note,
      idempotencyKey: readIdempotencyKey(key),
    });
    return this.showWritten.run(reader, personId, messageId);
  }
}
