import '@fastify/multipart';
import { uuid } from '@filo/contracts';
import { personDetail } from '@filo/contracts/http';
import { Controller, Delete, Get, Header, Param, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { TakesFile } from '../http/takes-file.js';
import { DomainError } from '../http/domain-error.js';
import { FindPerson } from '../people-pages/find-person.js';
import { ShowPerson } from '../people-pages/show-person.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { ChangePhoto } from './change-photo.js';
import { SendPhoto } from './send-photo.js';
import { StorePhoto } from './store-photo.js';

const json = 'application/json; charset=utf-8';

/** `v` is the version that a person or row names: a new photo gets a new address. */
const photoQuery = z.strictObject({ v: uuid.optional() });

@Controller('api/v1/people/:id/photo')
@SignedIn()
export class PhotosController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly storePhoto: StorePhoto,
    private readonly changePhoto: ChangePhoto,
    private readonly sendPhoto: SendPhoto,
    private readonly showPerson: ShowPerson,
  ) {}

  /** The bytes of the photo. */
  @Get()
  async read(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: photoQuery }) _: z.infer<typeof photoQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sendPhoto.run(reader, await this.findPerson.run(reader, id), reply);
  }

  /** A PNG, JPEG, WebP or GIF of at most 5 MB, in the place of the photo that was. */
  @Put()
  @Header('content-type', json)
  @TakesFile()
  @Answers(200, personDetail)
  @CanBeUndone()
  async put(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Req() request: FastifyRequest,
    @AsUndoing() undoing: Undoing,
  ): Promise<string> {
    const personId = await this.findPerson.run(reader, id);
    if (!request.isMultipart())
      throw new DomainError(
        'unsupported-media-type',
        'Nothing was changed: send the photo as multipart/form-data.',
      );
    const file = await request.file();
    if (!file) throw new DomainError('invalid-request', 'Nothing was changed: the request holds no file.');
    await this.changePhoto.put(reader, personId, { photo: await this.storePhoto.run(file), undoing });
    return this.showPerson.run(reader, personId);
  }

  /** Takes the photo away; its bytes are deleted within two days. */
  @Delete()
  @Header('content-type', json)
  @Answers(200, personDetail)
  @CanBeUndone()
  async remove(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @AsUndoing() undoing: Undoing,
  ): Promise<string> {
    const personId = await this.findPerson.run(reader, id);
    await this.changePhoto.remove(reader, personId, undoing);
    return this.showPerson.run(reader, personId);
  }
}
