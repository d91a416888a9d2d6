import { Bus } from '@filo/bus';
import { Metrics } from '@filo/service';
import { resolve } from 'node:path';
import type { Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccessGuard } from '../access/access.guard.js';
import { ConnectorNames } from '../accounts/connector-names.js';
import { FillAccountsBucket } from '../accounts/fill-accounts-bucket.js';
import { KeepBuckets } from '../accounts/keep-buckets.js';
import { SealSmtpOut } from '../accounts/seal-smtp-out.js';
import { ShowAccounts } from '../accounts/show-accounts.js';
import { StoreAccount } from '../accounts/store-account.js';
import { TestAccount } from '../accounts/test-account.js';
import { HearAccounts } from '../accounts-health/hear-accounts.js';
import { SayHealth } from '../accounts-health/say-health.js';
import { AgentLinkAddress } from '../agent-links/agent-link-address.js';
import { BlobStore } from '../blobs/blob-store.js';
import { ChangeOne } from '../bulk/change-one.js';
import { DoBulk } from '../bulk/do-bulk.js';
import { formUrlOf, publicUrlOf, secondStepKeysOf, tokenKeysOf, type CoreSettings } from '../config.js';
import { ShowForms } from '../forms/show-forms.js';
import { ExpectedServices } from '../health-page/expected-services.js';
import { ShowHealth } from '../health-page/show-health.js';
import { WatchServices } from '../health-page/watch-services.js';
import { FetchPublic } from '../outbound/fetch-public.js';
import { ProofLinks } from '../proofs/proof-links.js';
import { ReplayQuarantined } from '../quarantine/replay-quarantined.js';
import { severityWordsOf } from '../severity/severity-words-of.js';
import { FindWords } from '../severity/words/find-words.js';
import { PublicWordRules } from '../replies/private-words/keep-private-words.js';
import { SecondStep } from '../second-step/second-step.js';
import { TokenKeyring } from '../replies/token-keyring.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import type { ApiParts } from './api-parts.js';
import { InboxFolder } from './inbox.controller.js';

/** What needs more than its constructor's types to be put together: connections, settings, the log. */
export const givenParts = (parts: ApiParts): Provider[] => {
  const { settings, dataSource, bus, blobs, log } = parts;
  const connectors = new ConnectorNames(settings);
  const fill = new FillAccountsBucket(dataSource, bus, connectors);
  const testAccount = new TestAccount(bus);
  const seal = new SealSmtpOut(dataSource, testAccount, connectors, settings);
  const connectorOf = (channel: string) => connectors.of(channel);
  return [
    ...ownLinks(publicUrlOf(settings)),
    doBulk(parts),
    { provide: DataSource, useValue: dataSource },
    { provide: Metrics, useValue: parts.metrics },
    { provide: Bus, useValue: bus },
    { provide: BlobStore, useValue: blobs },
    { provide: FetchPublic, useValue: parts.fetchPublic },
    { provide: SecondStep, useValue: new SecondStep(secondStepKeysOf(settings)) },
    { provide: TokenKeyring, useValue: new TokenKeyring(tokenKeysOf(settings)) },
    { provide: FindWords, useValue: severityWordsOf(settings.FILO_SEVERITY_WORDS).words },
    { provide: PublicWordRules, useValue: PublicWordRules.of(settings) },
    { provide: InboxFolder, useValue: inboxFolderOf(settings) },
    { provide: ConnectorNames, useValue: connectors },
    { provide: TestAccount, useValue: testAccount },
    { provide: StoreAccount, useValue: new StoreAccount(dataSource, fill, connectors, log) },
    { provide: HearAccounts, useValue: new HearAccounts(bus) },
    { provide: KeepBuckets, useValue: new KeepBuckets(fill, seal, log) },
    {
      provide: ShowForms,
      inject: [SayHealth],
      useFactory: (sayHealth: SayHealth) => new ShowForms(dataSource, sayHealth, formUrlOf(settings)),
    },
    { provide: ReplayQuarantined, useValue: new ReplayQuarantined({ dataSource, bus, blobs, connectorOf }) },
    {
      provide: ShowHealth,
      inject: [WatchServices, ExpectedServices, ShowAccounts],
      useFactory: (heard: WatchServices, expected: ExpectedServices, accounts: ShowAccounts) =>
        new ShowHealth(dataSource, bus, { heard, expected }, accounts, settings),
    },
    { provide: APP_GUARD, useClass: AccessGuard },
  ];
};

const doBulk = ({ dataSource, log }: ApiParts): Provider => ({
  provide: DoBulk,
  inject: [ChangeOne],
  useFactory: (changeOne: ChangeOne) => new DoBulk(dataSource, changeOne, log),
});

/** What leads back to this installation, or tells its own requests from others'. */
const ownLinks = (publicUrl: string): Provider[] => [
  { provide: SessionCookie, useValue: new SessionCookie(publicUrl) },
  { provide: ProofLinks, useValue: new ProofLinks(publicUrl) },
  { provide: AgentLinkAddress, useValue: new AgentLinkAddress(publicUrl) },
];

const inboxFolderOf = ({ FILO_INBOX_DIST: path }: CoreSettings): InboxFolder => ({
  path: path && resolve(path),
});
