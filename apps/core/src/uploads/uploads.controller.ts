import { uploadView, type UploadView } from '@filo/contracts/http';
import { Controller, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import '@fastify/multipart';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { TakesFile } from '../http/takes-file.js';
import { DomainError } from '../http/domain-error.js';
import { TakeUpload, uploadBytesMax, uploadTooLarge } from './take-upload.js';

/** Boundaries, names and types round the file. */
const multipartSlack = 64 * 1024;

@Controller('api/v1/uploads')
@SignedIn()
export class UploadsController {
  constructor(private readonly takeUpload: TakeUpload) {}

  /** One file for a reply, at most 25 MB. */
  @Post()
  @TakesFile()
  @Answers(201, uploadView)
  async upload(@AsReader() reader: Reader, @Req() request: FastifyRequest): Promise<UploadView> {
    if (!request.isMultipart()) {
      throw new DomainError(
        'unsupported-media-type',
        'Nothing was stored: send the file as multipart/form-data.',
      );
    }
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > uploadBytesMax + multipartSlack) throw uploadTooLarge();
    const file = await request.file();
    if (!file) throw new DomainError('invalid-request', 'Nothing was stored: the request holds no file.');
    return this.takeUpload.run(reader.agentId, file);
  }
}
