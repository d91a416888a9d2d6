import { uuid } from '@filo/contracts';
import { personChange, personDetail, personPage, type PersonChange } from '@filo/contracts/http';
import { Body, Controller, Get, Header, Param, Patch, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { WriteFacts } from '../facts/write-facts.js';
import { Answers } from '../http/answers.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { FindPerson } from './find-person.js';
import { ListPeople, peopleQuery } from './list-people.js';
import { ShowPerson } from './show-person.js';

const json = 'application/json; charset=utf-8';

@Controller('api/v1/people')
@SignedIn()
export class PeopleController {
  constructor(
    private readonly listPeople: ListPeople,
    private readonly showPerson: ShowPerson,
    private readonly findPerson: FindPerson,
    private readonly writeFacts: WriteFacts,
  ) {}

  /** By name, handle or address; without `q`, whoever was last in touch. */
  @Get()
  @Header('content-type', json)
  @Answers(200, personPage)
  list(
    @AsReader() reader: Reader,
    @Query({ schema: peopleQuery }) query: z.output<typeof peopleQuery>,
  ): Promise<string> {
    return this.listPeople.run(reader, query);
  }

  /** One person with what is known of it. */
  @Get(':id')
  @Header('content-type', json)
  @Answers(200, personDetail)
  read(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<string> {
    return this.showPerson.run(reader, id);
  }

  /** Writes down what is known of a person; nothing is overwritten, the newest word on a field counts. */
  @Patch(':id')
  @Header('content-type', json)
  @Answers(200, personDetail)
  @CanBeUndone()
  async change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: personChange }) change: PersonChange,
    @AsUndoing() undoing: Undoing,
  ): Promise<string> {
    const personId = await this.findPerson.run(reader, id);
    await this.writeFacts.run(reader, personId, { ...change, undoing });
    return this.showPerson.run(reader, personId);
  }
}
