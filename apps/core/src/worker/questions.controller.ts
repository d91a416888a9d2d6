import { Controller, UseFilters } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { accountsRefill, deliveryStart, grantKeep, ledgerHas, publicMessages } from '@filo/contracts';
import { FillAccountsBucket } from '../accounts/fill-accounts-bucket.js';
import { KeepGrant } from '../accounts/oauth/keep-grant.js';
import { PublicMessages } from '../deletions/public-messages.js';
import { StartDelivery } from '../deliveries/start-delivery.js';
import { LedgerHas } from '../ingest/ledger-has.js';
import { AwayFilter } from './away.filter.js';

/** What connectors ask core. A question that does not fit its schema gets no answer, which is temporary for the asker. */
@Controller()
@UseFilters(AwayFilter)
export class QuestionsController {
  constructor(
    private readonly startDelivery: StartDelivery,
    private readonly ledgerHas: LedgerHas,
    private readonly fillAccountsBucket: FillAccountsBucket,
    private readonly keepGrant: KeepGrant,
    private readonly publicMessages: PublicMessages,
  ) {}

  @MessagePattern(deliveryStart.subject())
  start(@Payload() request: unknown) {
    return this.startDelivery.run(deliveryStart.request.parse(request));
  }

  @MessagePattern(ledgerHas.subject())
  has(@Payload() request: unknown) {
    return this.ledgerHas.run(ledgerHas.request.parse(request));
  }

  @MessagePattern(publicMessages.subject())
  published(@Payload() request: unknown) {
    return this.publicMessages.run(publicMessages.request.parse(request));
  }

  @MessagePattern(grantKeep.subject())
  keep(@Payload() request: unknown) {
    return this.keepGrant.run(grantKeep.request.parse(request));
  }

  @MessagePattern(accountsRefill.subject())
  refill(@Payload() request: unknown) {
    return this.fillAccountsBucket.run(accountsRefill.request.parse(request));
  }
}
