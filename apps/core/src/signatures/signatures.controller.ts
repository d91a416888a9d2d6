import { uuid } from '@filo/contracts';
import {
  signatureCreate,
  signatureList,
  signaturePatch,
  signatureView,
  type SignatureList,
  type SignatureView,
} from '@filo/contracts/http';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SaveSignature } from './save-signature.js';
import { ShowSignatures } from './show-signatures.js';

/** What stands below answers by mail. */
@Controller('api/v1/signatures')
export class SignaturesController {
  constructor(
    private readonly showSignatures: ShowSignatures,
    private readonly saveSignature: SaveSignature,
  ) {}

  @Get()
  @SignedIn()
  @Answers(200, signatureList)
  async list(): Promise<SignatureList> {
    return { items: await this.showSignatures.all() };
  }

  @Post()
  @ForRoles('admin')
  @Answers(201, signatureView)
  make(
    @AsReader() reader: Reader,
    @Body({ schema: signatureCreate }) wanted: z.output<typeof signatureCreate>,
  ): Promise<SignatureView> {
    return this.saveSignature.make(reader, wanted);
  }

  /** Changes what is given, takes it out of use or brings it back. */
  @Patch(':id')
  @ForRoles('admin')
  @Answers(200, signatureView)
  change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: signaturePatch }) patch: z.output<typeof signaturePatch>,
  ): Promise<SignatureView> {
    return this.saveSignature.change(reader, id, patch);
  }
}
