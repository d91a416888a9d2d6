import type { Bus } from '@filo/bus';
import type { Logger, Metrics } from '@filo/service';
import type { DataSource } from 'typeorm';
import { ConnectorNames } from '../accounts/connector-names.js';
import { TellChanges } from '../accounts-health/tell-changes.js';
import type { BlobSettings } from '../blobs/blob-settings.js';
import type { BlobStore } from '../blobs/blob-store.js';
import { asideFolder, blobFolder, openBlobStore } from '../blobs/open-blob-store.js';
import { publicUrlOf, tokenKeysOf, type CoreSettings } from '../config.js';
import { GiveUpSilent } from '../deliveries/give-up-silent.js';
import { StoreDeletions } from '../deletions/store-deletions.js';
import { StoreEdits } from '../edits/store-edits.js';
import { StoreReceipts } from '../deliveries/store-receipts.js';
import { FollowEvidence } from '../evidence/follow-evidence.js';
import { KeepHouse } from '../housekeeping/keep-house.js';
import { FetchAgain } from '../ingest/fetch-again.js';
import { InboundConsumer } from '../ingest/inbound-consumer.js';
import { IngestMetrics } from '../ingest/ingest-metrics.js';
import { ownIds } from '../ingest/own-ids.js';
import { Accounts } from '../ingest/read-accounts.js';
import { StoreMessages } from '../ingest/store-messages.js';
import { TakeMessages } from '../ingest/take-messages.js';
import { RunImports } from '../imports/running/run-imports.js';
import { LiveSequencer } from '../live/live-sequencer.js';
import { OutboxRelay } from '../outbox/outbox-relay.js';
import { ProofLinks } from '../proofs/proof-links.js';
import { DrainDead } from '../quarantine/drain-dead.js';
import { StoreQuarantined } from '../quarantine/store-quarantined.js';
import { RemoveOldMessages } from '../retention/remove-old-messages.js';
import { KeepWords } from '../search/writing/keep-words.js';
import { severityWordsOf } from '../severity/severity-words-of.js';
import { FindSuggestions } from '../suggestions/finding/find-suggestions.js';

export interface WorkerSurroundings {
  dataSource: DataSource;
  bus: Bus;
  log: Logger;
  metrics?: Metrics;
  settings: Pick<
    CoreSettings,
    | 'FILO_DATA'
    | 'FILO_SECRET_KEY'
    | 'FILO_SECRET_KEY_FORMER'
    | 'FILO_CHANNEL_CONNECTORS'
    | 'FILO_PUBLIC_URL'
    | 'FILO_HTTP_PORT'
  > &
    Partial<Pick<CoreSettings, 'FILO_SEVERITY_WORDS'>> &
    BlobSettings;
  /** Which connector serves a channel; default: by the settings alone. */
  connectors?: ConnectorNames;
}

/** The loops of one worker, put together; nothing runs yet. */
export const workerParts = ({ dataSource, bus, log, metrics, settings, ...more }: WorkerSurroundings) => {
  const { connectors = new ConnectorNames(settings) } = more;
  const blobs = openBlobStore(settings);
  const connectorOf = (channel: string) => connectors.of(channel);
  const aside = [blobFolder(settings.FILO_DATA), asideFolder(settings.FILO_DATA)];
  const quarantined = new StoreQuarantined(dataSource);
  const receipts = new StoreReceipts(dataSource);
  const severityWords = severityWordsOf(settings.FILO_SEVERITY_WORDS ?? []);
  const messages = new TakeMessages({
    store: new StoreMessages(dataSource, ownIds(tokenKeysOf(settings)), severityWords),
    quarantined,
    accounts: new Accounts(dataSource),
    blobs,
  });
  const inbound = new InboundConsumer(bus, {
    messages,
    quarantined,
    receipts,
    edits: new StoreEdits(dataSource, severityWords),
    deletions: new StoreDeletions(dataSource),
    blobs,
    fetchAgain: new FetchAgain({ ask: bus.ask, connectorOf, log }),
    log,
    ...(metrics && { metrics: new IngestMetrics(metrics) }),
  });
  return {
    ...linkParts({ dataSource, blobs, log, settings }),
    blobs,
    receipts,
    inbound,
    dead: new DrainDead({ bus, blobs, quarantined }),
    relay: new OutboxRelay({ dataSource, bus, blobs, log }),
    sequencer: new LiveSequencer({ dataSource, bus, log }),
    health: new TellChanges({ dataSource, bus, connectors, log }),
    ...tidyParts({ dataSource, bus, blobs, log, aside }),
    silent: new GiveUpSilent(dataSource, receipts),
    words: new KeepWords({ dataSource, log, busy: () => inbound.busy }),
    suggestions: new FindSuggestions({ dataSource, log, busy: () => inbound.busy }),
  };
};

/** What clears away. */
const tidyParts = (parts: ConstructorParameters<typeof KeepHouse>[0]) => ({
  house: new KeepHouse(parts),
  retention: new RemoveOldMessages(parts.dataSource, parts.log),
});

/** What writes links beside first ones and agents. */
const linkParts = ({
  dataSource,
  blobs,
  log,
  settings,
}: Pick<WorkerSurroundings, 'dataSource' | 'log' | 'settings'> & { blobs: BlobStore }) => ({
  imports: new RunImports({ dataSource, blobs, log }),
  evidence: new FollowEvidence({
    dataSource,
    log,
    keys: tokenKeysOf(settings),
    links: new ProofLinks(publicUrlOf(settings)),
  }),
});

export type WorkerParts = ReturnType<typeof workerParts>;
