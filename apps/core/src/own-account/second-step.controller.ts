import {
  ownPassword,
  passwordAndCode,
  recoveryCodes,
  secondStepBegun,
  secondStepCode,
  type PasswordAndCode,
  type RecoveryCodes,
  type SecondStepBegun,
} from '@filo/contracts/http';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { Answers } from '../http/answers.js';
import { makeRecoveryCodes } from '../second-step/recovery-codes.js';
import { removeSecondStep } from '../second-step/second-step.js';
import { BeginSecondStep } from './begin-second-step.js';
import { ConfirmSecondStep } from './confirm-second-step.js';
import { WithSecondStep } from './with-second-step.js';

/** The code beside the password (RFC 6238). Not for API tokens. */
@Controller('api/v1/own-account/second-step')
@SignedIn()
export class SecondStepController {
  constructor(
    private readonly begin: BeginSecondStep,
    private readonly confirm: ConfirmSecondStep,
    private readonly withSecondStep: WithSecondStep,
  ) {}

  /** Shows a secret for an app; it holds from `confirm` on. */
  @Post()
  @HttpCode(200)
  @Answers(200, secondStepBegun)
  start(
    @AsReader() reader: Reader,
    @Body({ schema: ownPassword }) { current }: z.infer<typeof ownPassword>,
    @Req() request: FastifyRequest,
  ): Promise<SecondStepBegun> {
    return this.begin.run(reader, current, request.ip);
  }

  /** A code of that secret: from now on one is asked for at the door. Answers the recovery codes, once. */
  @Post('confirm')
  @HttpCode(200)
  @Answers(200, recoveryCodes)
  async confirmed(
    @AsReader() reader: Reader,
    @Body({ schema: secondStepCode }) { code }: z.infer<typeof secondStepCode>,
  ): Promise<RecoveryCodes> {
    return { codes: await this.confirm.run(reader, code) };
  }

  /** New recovery codes; those before are void. */
  @Post('recovery-codes')
  @HttpCode(200)
  @Answers(200, recoveryCodes)
  async renew(
    @AsReader() reader: Reader,
    @Body({ schema: passwordAndCode }) wanted: PasswordAndCode,
    @Req() request: FastifyRequest,
  ): Promise<RecoveryCodes> {
    const { agentId } = reader;
    const codes = await this.withSecondStep.run(reader, { ...wanted, address: request.ip }, async (db) => {
      await recordAudit(db, { agentId, kind: 'recovery-codes-made', subjectId: agentId });
      return makeRecoveryCodes(db, agentId);
    });
    return { codes };
  }

  /** No code is asked for any more. */
  @Post('remove')
  @HttpCode(204)
  async remove(
    @AsReader() reader: Reader,
    @Body({ schema: passwordAndCode }) wanted: PasswordAndCode,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { agentId } = reader;
    await this.withSecondStep.run(reader, { ...wanted, address: request.ip }, async (db) => {
      if (await removeSecondStep(db, agentId))
        await recordAudit(db, { agentId, kind: 'second-step-removed', subjectId: agentId });
    });
  }
}
