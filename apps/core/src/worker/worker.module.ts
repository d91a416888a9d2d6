import { Module, type DynamicModule } from '@nestjs/common';
import type { Bus } from '@filo/bus';
import type { DataSource } from 'typeorm';
import { FillAccountsBucket } from '../accounts/fill-accounts-bucket.js';
import type { CoreSettings } from '../config.js';
import { StartDelivery } from '../deliveries/start-delivery.js';
import { LedgerHas } from '../ingest/ledger-has.js';
import { QuestionsController } from './questions.controller.js';

/** What answers the questions of connectors. */
@Module({})
export class WorkerModule {
  static with(dataSource: DataSource, bus: Bus, settings: CoreSettings): DynamicModule {
    return {
      module: WorkerModule,
      controllers: [QuestionsController],
      providers: [
        { provide: StartDelivery, useValue: new StartDelivery(dataSource) },
        { provide: LedgerHas, useValue: new LedgerHas(dataSource) },
        { provide: FillAccountsBucket, useValue: new FillAccountsBucket(dataSource, bus, settings) },
      ],
    };
  }
}
