import { Module, type DynamicModule } from '@nestjs/common';
import { Bus } from '@filo/bus';
import type { DataSource } from 'typeorm';
import { FillAccountsBucket } from '../accounts/fill-accounts-bucket.js';
import { ConnectorNames } from '../accounts/connector-names.js';
import { HearConnectors } from '../accounts/hear-connectors.js';
import { KeepGrant } from '../accounts/oauth/keep-grant.js';
import { PublicMessages } from '../deletions/public-messages.js';
import { StartDelivery } from '../deliveries/start-delivery.js';
import { LedgerHas } from '../ingest/ledger-has.js';
import { QuestionsController } from './questions.controller.js';

/** What answers the questions of connectors. */
@Module({})
export class WorkerModule {
  static with(dataSource: DataSource, bus: Bus, connectors: ConnectorNames): DynamicModule {
    return {
      module: WorkerModule,
      controllers: [QuestionsController],
      providers: [
        { provide: StartDelivery, useValue: new StartDelivery(dataSource) },
        { provide: LedgerHas, useValue: new LedgerHas(dataSource) },
        { provide: PublicMessages, useValue: new PublicMessages(dataSource) },
        { provide: KeepGrant, useValue: new KeepGrant(dataSource) },
        { provide: FillAccountsBucket, useValue: new FillAccountsBucket(dataSource, bus, connectors) },
        { provide: Bus, useValue: bus },
        { provide: ConnectorNames, useValue: connectors },
        HearConnectors,
      ],
    };
  }
}
