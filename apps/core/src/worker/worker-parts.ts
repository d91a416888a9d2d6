import type { Bus } from '@filo/bus';
import type { Logger, Metrics } from '@filo/service';
import type { DataSource } from 'typeorm';
import { ConnectorNames } from '../accounts/connector-names.js';
import { AcknowledgeMessages } from '../acknowledging/acknowledge-messages.js';
import { AgentLinkAddress } from '../agent-links/agent-link-address.js';
import { AnswerForgotten } from '../agent-links/answer-forgotten.js';
import { HandOver } from '../agents/hand-over.js';
import { TendAgents } from '../agents/tend-agents.js';
import { KeepAnnounced } from '../channels/keep-announced.js';
import { TellChanges } from '../accounts-health/tell-changes.js';
import { SendDue } from '../drafts/later/send-due.js';
import { SendScheduled } from '../drafts/later/send-scheduled.js';
import { RunBulkJobs } from '../bulk/run-bulk-jobs.js';
import type { BlobSettings } from '../blobs/blob-settings.js';
import type { BlobStore } from '../blobs/blob-store.js';
import { asideFolder, blobFolder, openBlobStore } from '../blobs/open-blob-store.js';
import { publicUrlOf, tokenKeysOf, webhookKeysOf, type CoreSettings } from '../config.js';
import { queryAlone } from '../database/pg-session.js';
import { GiveUpSilent } from '../deliveries/give-up-silent.js';
import { DeleteThere } from '../deliveries/taking-back/delete-there.js';
import { TakeBackAgain } from '../deliveries/taking-back/take-back-again.js';
import { TakeOffBus } from '../deletions/on-bus/take-off-bus.js';
import { StoreDeletions } from '../deletions/store-deletions.js';
import { ApplyKeptEdits } from '../edits/apply-kept-edits.js';
import { StoreEdits } from '../edits/store-edits.js';
import { StoreReceipts } from '../deliveries/store-receipts.js';
import { FollowEvidence } from '../evidence/follow-evidence.js';
import { KeepHouse } from '../housekeeping/keep-house.js';
import { ErasedEvents } from '../ingest/erased-events.js';
import { FetchAgain } from '../ingest/fetch-again.js';
import { KeepInHand } from '../ingest/keep-in-hand.js';
import { InboundConsumer } from '../ingest/inbound-consumer.js';
import { IngestMetrics } from '../ingest/ingest-metrics.js';
import { ownIds } from '../ingest/own-ids.js';
import { Accounts } from '../ingest/read-accounts.js';
import { StoreMessages } from '../ingest/store-messages.js';
import { TakeMessages } from '../ingest/take-messages.js';
import { FindPerson } from '../people-pages/find-person.js';
import { FilesForReply } from '../replies/files-for-reply.js';
import { PrepareReply } from '../replies/prepare-reply.js';
import { PublicWordRules, type PublicWordSettings } from '../replies/private-words/keep-private-words.js';
import { TokenKeyring } from '../replies/token-keyring.js';
import { WritePrepared } from '../replies/write-prepared.js';
import { ShowMessages } from '../thread-pages/show-messages.js';
import { RunImports } from '../imports/running/run-imports.js';
import { LiveSequencer } from '../live/live-sequencer.js';
import { TellNotices } from '../notices/tell-notices.js';
import { PostPublic } from '../outbound/post-public.js';
import { OutboxRelay } from '../outbox/outbox-relay.js';
import { TellDuePromises } from '../promises/tell-due-promises.js';
import { RunPrivacyJobs } from '../privacy/run-privacy-jobs.js';
import { ProofLinks } from '../proofs/proof-links.js';
import { DrainDead } from '../quarantine/drain-dead.js';
import { StoreQuarantined } from '../quarantine/store-quarantined.js';
import { RemoveOldMessages } from '../retention/remove-old-messages.js';
import { KeepWords } from '../search/writing/keep-words.js';
import { RecountTakenBack } from '../deliveries/recount-taken-back.js';
import { FollowStorms } from '../severity/follow-storms.js';
import { severityWordsOf } from '../severity/severity-words-of.js';
import { WeighKnown } from '../severity/weigh-known.js';
import { RouteTopics } from '../routing/route-topics.js';
import { WakeTopics } from '../snoozing/wake-topics.js';
import { SendWebhooks } from '../webhooks/sending/send-webhooks.js';
import { WebhookSecrets } from '../webhooks/webhook-secret.js';
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
    Partial<Pick<CoreSettings, 'FILO_SEVERITY_WORDS' | 'FILO_WEBHOOK_ALLOW'>> &
    PublicWordSettings &
    BlobSettings;
  /** Which connector serves a channel; default: by the settings alone. */
  connectors?: ConnectorNames;
  /** How webhooks are sent; default: to public addresses, and those that the settings allow. */
  post?: PostPublic;
}

/** The loops of one worker, put together; nothing runs yet. */
export const workerParts = ({ dataSource, bus, log, metrics, settings, ...more }: WorkerSurroundings) => {
  const { connectors = new ConnectorNames(settings) } = more;
  const blobs = openBlobStore(settings);
  const connectorOf = (channel: string) => connectors.of(channel);
  const quarantined = new StoreQuarantined(dataSource);
  const receipts = new StoreReceipts(dataSource);
  const severityWords = severityWordsOf(settings.FILO_SEVERITY_WORDS ?? []);
  const messages = new TakeMessages({
    store: new StoreMessages(dataSource, ownIds(tokenKeysOf(settings)), severityWords),
    quarantined,
    accounts: new Accounts(dataSource),
    blobs,
  });
  const changes = changeParts(dataSource, severityWords, ownIds(tokenKeysOf(settings)));
  const inbound = new InboundConsumer(bus, {
    messages,
    quarantined,
    receipts,
    ...changes,
    ...ingestStorage(dataSource, blobs),
    erased: new ErasedEvents(dataSource),
    fetchAgain: new FetchAgain({ ask: bus.ask, connectorOf, log }),
    log,
    ...(metrics && { metrics: new IngestMetrics(metrics) }),
  });
  return {
    ...linkParts({ dataSource, blobs, log, settings }),
    ...storageParts({ dataSource, blobs, log }),
    receipts,
    inbound,
    ...busParts({ dataSource, bus, blobs, log, quarantined }),
    ...saidParts({ dataSource, bus, connectors, log }),
    scheduled: scheduledPart({ dataSource, bus, blobs, log, settings }),
    ...tidyParts({ dataSource, bus, blobs, log, aside: asideOf(settings), ...changes }),
    ...deliveryParts({ dataSource, bus, log, receipts, connectorOf }),
    webhooks: webhookPart({ dataSource, log, settings, ...more }),
    words: new KeepWords({ dataSource, log, busy: () => inbound.busy }),
    suggestions: new FindSuggestions({ dataSource, log, busy: () => inbound.busy }),
  };
};

const lookAt = (dataSource: DataSource): Promise<unknown> => queryAlone(dataSource, 'select 1', []);

/** Where what comes is stored. */
const ingestStorage = (dataSource: DataSource, blobs: BlobStore) => ({
  blobs,
  look: () => Promise.all([lookAt(dataSource), blobs.check()]),
});

/** Where all is stored. */
const storageParts = ({
  dataSource,
  blobs,
  log,
}: {
  dataSource: DataSource;
  blobs: BlobStore;
  log: Logger;
}) => ({
  blobs,
  database: new KeepInHand({ look: () => lookAt(dataSource), log }),
});

/** What puts onto the bus, and takes from it what is no news. */
const busParts = ({
  quarantined,
  ...there
}: ConstructorParameters<typeof OutboxRelay>[0] & { log: Logger; quarantined: StoreQuarantined }) => ({
  dead: new DrainDead({ bus: there.bus, blobs: there.blobs, quarantined }),
  relay: new OutboxRelay(there),
  sequencer: new LiveSequencer(there),
  privacy: new RunPrivacyJobs(there),
  offBus: new TakeOffBus(there),
});

/** What tells endpoints elsewhere what happens. */
const webhookPart = ({
  settings,
  post = new PostPublic({ allow: settings.FILO_WEBHOOK_ALLOW ?? [] }),
  ...there
}: Pick<WorkerSurroundings, 'dataSource' | 'log' | 'settings' | 'post'>): SendWebhooks =>
  new SendWebhooks({ ...there, post, secrets: new WebhookSecrets(webhookKeysOf(settings)) });

/** What keeps what connectors say. */
const saidParts = (there: ConstructorParameters<typeof TellChanges>[0]) => ({
  health: new TellChanges(there),
  announced: new KeepAnnounced(there),
});

/** What sees to it that no delivery is left half done. */
const deliveryParts = ({
  receipts,
  log,
  ...there
}: ConstructorParameters<typeof DeleteThere>[0] & { receipts: StoreReceipts; log: Logger }) => ({
  silent: new GiveUpSilent(there.dataSource, receipts),
  takeBacks: new TakeBackAgain({ dataSource: there.dataSource, deleteThere: new DeleteThere(there), log }),
});

const asideOf = ({ FILO_DATA }: Pick<CoreSettings, 'FILO_DATA'>): string[] => [
  blobFolder(FILO_DATA),
  asideFolder(FILO_DATA),
];

/** What follows from what authors changed and deleted, and from who they are. */
const changeParts = (
  dataSource: DataSource,
  words: ReturnType<typeof severityWordsOf>,
  ids: ReturnType<typeof ownIds>,
) => ({
  edits: new StoreEdits(dataSource, words, ids),
  deletions: new StoreDeletions(dataSource),
  known: new WeighKnown(dataSource, words),
});

/** What clears away, and what comes back at its time. */
const tidyParts = (
  parts: ConstructorParameters<typeof KeepHouse>[0] & { edits: StoreEdits; known: WeighKnown },
) => ({
  house: new KeepHouse(parts),
  retention: new RemoveOldMessages(parts.dataSource, parts.log),
  snoozed: new WakeTopics(parts.dataSource, parts.log),
  routing: new RouteTopics(parts.dataSource, parts.log),
  storms: new FollowStorms(parts.dataSource),
  recounted: new RecountTakenBack(parts.dataSource),
  known: parts.known,
  promised: new TellDuePromises(parts.dataSource),
  notices: new TellNotices(parts.dataSource),
  keptEdits: new ApplyKeptEdits(parts.dataSource, parts.edits, parts.log),
});

/** What sends in the name of agents who are away: by the same parts as the api. */
const scheduledPart = ({
  dataSource,
  bus,
  blobs,
  log,
  settings,
}: Pick<WorkerSurroundings, 'dataSource' | 'bus' | 'log' | 'settings'> & { blobs: BlobStore }): SendDue => {
  const keyring = new TokenKeyring(tokenKeysOf(settings));
  const files = new FilesForReply(dataSource, bus, blobs);
  const rules = PublicWordRules.of(settings);
  const prepare = new PrepareReply(dataSource, files, rules, keyring, new ShowMessages(dataSource));
  const { words } = severityWordsOf(settings.FILO_SEVERITY_WORDS ?? []);
  const write = new WritePrepared(keyring);
  const send = new SendScheduled(dataSource, prepare, write, words, new FindPerson(dataSource));
  return new SendDue({ dataSource, send, log });
};

/** What writes links beside first ones and agents. */
const linkParts = ({
  dataSource,
  blobs,
  log,
  settings,
}: Pick<WorkerSurroundings, 'dataSource' | 'log' | 'settings'> & { blobs: BlobStore }) => ({
  imports: new RunImports({ dataSource, blobs, log }),
  bulk: new RunBulkJobs({ dataSource, log }),
  agents: new TendAgents({
    forgotten: new AnswerForgotten({
      dataSource,
      keys: tokenKeysOf(settings),
      address: new AgentLinkAddress(publicUrlOf(settings)),
    }),
    handOver: new HandOver(dataSource),
  }),
  acknowledgements: new AcknowledgeMessages({ dataSource, log, keys: tokenKeysOf(settings) }),
  evidence: new FollowEvidence({
    dataSource,
    log,
    keys: tokenKeysOf(settings),
    links: new ProofLinks(publicUrlOf(settings)),
  }),
});

export type WorkerParts = ReturnType<typeof workerParts>;
