import { uuid } from '@filo/contracts';
import { proofAsked, proofCreate, type ProofAsked, type ProofCreate } from '@filo/contracts/http';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { AskProof } from './ask-proof.js';

@Controller('api/v1/identities/:id/proofs')
@SignedIn()
export class ProofsController {
  constructor(private readonly askProof: AskProof) {}

  /** Mails a one-time link; only the button on its page confirms. One address gets one in 24 hours. */
  @Post()
  @Answers(201, proofAsked)
  ask(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) identityId: string,
    @Body({ schema: proofCreate }) wanted: ProofCreate,
  ): Promise<ProofAsked> {
    return this.askProof.run(reader, identityId, wanted);
  }
}
