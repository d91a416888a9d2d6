import { uuid } from '@filo/contracts';
import {
  proofAsked,
  proofCreate,
  proofList,
  type ProofAsked,
  type ProofCreate,
  type ProofList,
} from '@filo/contracts/http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { AskProof } from './ask-proof.js';
import { ShowProofs } from './show-proofs.js';

@Controller('api/v1')
@SignedIn()
export class ProofsController {
  constructor(
    private readonly askProof: AskProof,
    private readonly showProofs: ShowProofs,
  ) {}

  /** Mails a one-time link; only the button on its page confirms. One address gets one in 24 hours. */
  @Post('identities/:id/proofs')
  @Answers(201, proofAsked)
  ask(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) identityId: string,
    @Body({ schema: proofCreate }) wanted: ProofCreate,
  ): Promise<ProofAsked> {
    return this.askProof.run(reader, identityId, wanted);
  }

  /** What became of one-time links that concern a person, newest first. */
  @Get('people/:id/proofs')
  @Answers(200, proofList)
  list(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<ProofList> {
    return this.showProofs.ofPerson(reader, id);
  }
}
