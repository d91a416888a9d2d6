import type { Bus } from '@filo/bus';
import type { Logger, Metrics } from '@filo/service';
import type { DataSource } from 'typeorm';
import type { BlobStore } from '../blobs/blob-store.js';
import type { CoreSettings } from '../config.js';
import type { FetchPublic } from '../outbound/fetch-public.js';

/** What the api is put together from; its owner connects and closes them. */
export interface ApiParts {
  settings: CoreSettings;
  dataSource: DataSource;
  bus: Bus;
  blobs: BlobStore;
  log: Logger;
  metrics: Metrics;
  fetchPublic: FetchPublic;
}
