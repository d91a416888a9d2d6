import { uuid } from '@filo/contracts';
import {
  erasureRequest,
  exportLink,
  personPrivacy,
  privacyJob,
  privacyJobs,
  type ErasureRequest,
  type ExportLink,
  type PersonPrivacy,
  type PrivacyJob,
  type PrivacyJobs,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { contentDisposition } from '../attachments/content-disposition.js';
import { BlobStore } from '../blobs/blob-store.js';
import { Answers } from '../http/answers.js';
import { AskJob } from './ask-job.js';
import { ExportLinks } from './export-links.js';
import { PreviewPerson } from './preview-person.js';
import { ShowJobs } from './show-jobs.js';

const secretShape = z.string().min(1).max(100);

@Controller('api/v1')
@ForRoles('admin')
export class PrivacyController {
  constructor(
    private readonly previewPerson: PreviewPerson,
    private readonly askJob: AskJob,
    private readonly showJobs: ShowJobs,
    private readonly links: ExportLinks,
    private readonly blobs: BlobStore,
  ) {}

  /** What there is of a person; nothing is changed. */
  @Get('people/:id/privacy')
  @Answers(200, personPrivacy)
  preview(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<PersonPrivacy> {
    return this.previewPerson.run(reader, id);
  }

  /** Puts everything of a person that the reader sees into an archive, in the background. */
  @Post('people/:id/export')
  @HttpCode(202)
  @Answers(202, privacyJob)
  export(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<PrivacyJob> {
    return this.askJob.export(reader, id);
  }

  /** Takes everything of a person away in the background, in every place, and keeps it from coming back. It cannot be undone. */
  @Post('people/:id/erasure')
  @HttpCode(202)
  @Answers(202, privacyJob)
  erase(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: erasureRequest }) request: ErasureRequest,
  ): Promise<PrivacyJob> {
    return this.askJob.erase(reader, id, request);
  }

  @Get('privacy/jobs')
  @Answers(200, privacyJobs)
  list(@AsReader() reader: Reader): Promise<PrivacyJobs> {
    return this.showJobs.list(reader);
  }

  @Get('privacy/jobs/:id')
  @Answers(200, privacyJob)
  job(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<PrivacyJob> {
    return this.showJobs.one(reader, id);
  }

  /** A link that fetches the archive once, within ten minutes, for the admin who asked for it. */
  @Post('privacy/jobs/:id/link')
  @HttpCode(200)
  @Answers(200, exportLink)
  link(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<ExportLink> {
    return this.links.make(reader, id);
  }

  /** The archive, as a download. */
  @Get('privacy/exports/:secret')
  async download(
    @AsReader() reader: Reader,
    @Param('secret', { schema: secretShape }) secret: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, bytes, jobId } = await this.links.use(reader, secret);
    await reply
      .headers({
        'content-type': 'application/zip',
        'content-length': bytes,
        'content-disposition': contentDisposition('attachment', `export-${jobId}.zip`),
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'no-store',
      })
      .send(await this.blobs.open(file));
  }
}
