import { uuid } from '@filo/contracts';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { BlobStore } from '../blobs/blob-store.js';
import { contentDisposition } from './content-disposition.js';
import { FindStoredFile, type StoredFile } from './find-stored-file.js';
import { shownPicture } from './shown-picture.js';

const fileQuery = z.strictObject({ inline: z.enum(['1']).optional() });

@Controller('api/v1')
@SignedIn()
export class AttachmentsController {
  constructor(
    private readonly findStoredFile: FindStoredFile,
    private readonly blobs: BlobStore,
  ) {}

  /** The bytes as a download; `?inline=1` shows in place what its own bytes say to be a picture, and nothing else. */
  @Get('attachments/:id')
  async attachment(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: fileQuery }) query: z.infer<typeof fileQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, await this.findStoredFile.attachment(reader, id), query.inline === '1');
  }

  /** A file for a reply to come, for the agent who uploaded it and for whoever may give the OK to it; `?inline=1` as above. */
  @Get('uploads/:id')
  async upload(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: fileQuery }) query: z.infer<typeof fileQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, await this.findStoredFile.upload(reader, id), query.inline === '1');
  }

  /** The message as it came, byte for byte, as a download. */
  @Get('messages/:id/original')
  async original(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, await this.findStoredFile.original(reader, id), false);
  }

  private async send(reply: FastifyReply, file: StoredFile, wantsInline: boolean): Promise<void> {
    const bytes = await this.blobs.open(file.sha256);
    // Whatever its sender calls it: what a browser draws is chosen by what stands in it.
    const { mediaType: picture, whole } = wantsInline
      ? await shownPicture(bytes)
      : { mediaType: undefined, whole: bytes };
    await reply
      .headers({
        'content-type': picture ?? 'application/octet-stream',
        'content-disposition': contentDisposition(picture ? 'inline' : 'attachment', file.name),
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, max-age=3600',
      })
      .send(whole);
  }
}
