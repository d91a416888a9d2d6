import { uuid } from '@filo/contracts';
import { messageCreated, noteCreate, type MessageCreated, type NoteCreate } from '@filo/contracts/http';
import { Body, Controller, Headers, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { FindPerson } from '../people-pages/find-person.js';
import { readIdempotencyKey } from '../replies/idempotency-key.js';
import { ShowWritten } from '../thread-pages/show-written.js';
import { WriteNote } from './write-note.js';

@Controller('api/v1/threads/:id/notes')
@SignedIn()
export class NotesController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly writeNote: WriteNote,
    private readonly showWritten: ShowWritten,
  ) {}

  /** Writes an internal message. */
  @Post()
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
