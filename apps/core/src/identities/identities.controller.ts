import { uuid } from '@filo/contracts';
import { identityPatch, identityView, type IdentityPatch, type IdentityView } from '@filo/contracts/http';
import { Body, Controller, Param, Patch } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { ChangeIdentity } from './change-identity.js';

@Controller('api/v1/identities')
@SignedIn()
export class IdentitiesController {
  constructor(private readonly changeIdentity: ChangeIdentity) {}

  /** That several share the address, or no more is wanted of it. A shared address never joins persons. */
  @Patch(':id')
  @Answers(200, identityView)
  @CanBeUndone()
  change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: identityPatch }) patch: IdentityPatch,
    @AsUndoing() undoing: Undoing,
  ): Promise<IdentityView> {
    return this.changeIdentity.run(reader, id, { patch, undoing });
  }
}
