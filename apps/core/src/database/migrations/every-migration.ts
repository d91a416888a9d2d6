import { Foundation1764000000000 } from './1764000000000-foundation.js';
import { LeanHotTables1764100000000 } from './1764100000000-lean-hot-tables.js';
import { AutomaticMail1764200000000 } from './1764200000000-automatic-mail.js';
import { SearchIndexes1764300000000 } from './1764300000000-search-indexes.js';
import { ToldHealth1764400000000 } from './1764400000000-told-health.js';
import { PlacedAction1764500000000 } from './1764500000000-placed-action.js';
import { Housekeeping1764600000000 } from './1764600000000-housekeeping.js';
import { KeptGrants1764700000000 } from './1764700000000-kept-grants.js';
import { QuarantineArrival1764800000000 } from './1764800000000-quarantine-arrival.js';
import { BlobHolders1764900000000 } from './1764900000000-blob-holders.js';
import { LinkChanges1765000000000 } from './1765000000000-link-changes.js';
import { PartsOfIdentities1765010000000 } from './1765010000000-parts-of-identities.js';
import { Suggestions1765100000000 } from './1765100000000-suggestions.js';
import { UsedNames1765110000000 } from './1765110000000-used-names.js';
import { MessageWords1765200000000 } from './1765200000000-message-words.js';
import { PersonProfile1765400000000 } from './1765400000000-person-profile.js';
import { BlockedAndReported1765410000000 } from './1765410000000-blocked-and-reported.js';
import { ProofRequests1765500000000 } from './1765500000000-proof-requests.js';
import { EvidenceWaiting1765550000000 } from './1765550000000-evidence-waiting.js';
import { Imports1765600000000 } from './1765600000000-imports.js';
import { ProvenNames1765700000000 } from './1765700000000-proven-names.js';
import { ProofOfFormerNames1765700100000 } from './1765700100000-proof-of-former-names.js';
import { SaidNames1765700200000 } from './1765700200000-said-names.js';
import { Invitations1765800000000 } from './1765800000000-invitations.js';
import { ForgottenLinks1765900000000 } from './1765900000000-forgotten-links.js';
import { ImportTakenBack1765910000000 } from './1765910000000-import-taken-back.js';
import { ChannelPhotos1765920000000 } from './1765920000000-channel-photos.js';
import { ImportAccess1765930000000 } from './1765930000000-import-access.js';
import { MovedAction1766000000000 } from './1766000000000-moved-action.js';
import { FactValues1766000100000 } from './1766000100000-fact-values.js';
import { NamesOfGroups1766100000000 } from './1766100000000-names-of-groups.js';
import { GroupsOfFormerNames1766100100000 } from './1766100100000-groups-of-former-names.js';
import { CopyOf1766199900000 } from './1766199900000-copy-of.js';
import { CopiesOfGroups1766200000000 } from './1766200000000-copies-of-groups.js';
import { CopiesIndex1766200100000 } from './1766200100000-copies-index.js';
import { VersionsOfGroups1766200200000 } from './1766200200000-versions-of-groups.js';
import { PersonsOfIdentities1766300000000 } from './1766300000000-persons-of-identities.js';
import { UsersOfSites1766400000000 } from './1766400000000-users-of-sites.js';
import { ListedPeople1766400100000 } from './1766400100000-listed-people.js';
import { ProofDenied1766500000000 } from './1766500000000-proof-denied.js';
import { DismissedAnswers1766500100000 } from './1766500100000-dismissed-answers.js';
import { PublicMessages1766600000000 } from './1766600000000-public-messages.js';
import { Permalinks1766600100000 } from './1766600100000-permalinks.js';
import { QuarantineOfGroups1766700000000 } from './1766700000000-quarantine-of-groups.js';
import { Severity1767000000000 } from './1767000000000-severity.js';
import { SeverityActions1767000100000 } from './1767000100000-severity-actions.js';
import { DeletedDeliveries1767100000000 } from './1767100000000-deleted-deliveries.js';
import { Handles1767100100000 } from './1767100100000-handles.js';
import { FactsOfGroups1767200000000 } from './1767200000000-facts-of-groups.js';
import { SavedQueries1767400000000 } from './1767400000000-saved-queries.js';
import { PublicProfiles1767500000000 } from './1767500000000-public-profiles.js';
import { Retention1767500100000 } from './1767500100000-retention.js';
import { AltTexts1767500200000 } from './1767500200000-alt-texts.js';
import { DirectInvitations1767600000000 } from './1767600000000-direct-invitations.js';
import { NotAboutUs1767600100000 } from './1767600100000-not-about-us.js';
import { AccountProofIndex1767800000000 } from './1767800000000-account-proof-index.js';
import { AccountLimits1768100000000 } from './1768100000000-account-limits.js';
import { OkRequests1768200000000 } from './1768200000000-ok-requests.js';
import { WhatWaits1768200100000 } from './1768200100000-what-waits.js';
import { DeliveryWhy1768300000000 } from './1768300000000-delivery-why.js';
import { BesideWords1768400000000 } from './1768400000000-beside-words.js';
import { GravePosts1768500000000 } from './1768500000000-grave-posts.js';
import { NamesOfPosts1768600000000 } from './1768600000000-names-of-posts.js';
import { TakeBacks1768600100000 } from './1768600100000-take-backs.js';
import { Watches1768800000000 } from './1768800000000-watches.js';
import { SeverityLessons1768800100000 } from './1768800100000-severity-lessons.js';
import { OkAskAnew1768800200000 } from './1768800200000-ok-ask-anew.js';
import { AgentsByInvitation1769000000000 } from './1769000000000-agents-by-invitation.js';
import { SnoozeAndPromises1769100000000 } from './1769100000000-snooze-and-promises.js';
import { SnoozeIndexes1769110000000 } from './1769110000000-snooze-indexes.js';
import { Drafts1769200000000 } from './1769200000000-drafts.js';
import { Scripts1769300000000 } from './1769300000000-scripts.js';
import { LeftTopics1769600100000 } from './1769600100000-left-topics.js';
import { HandedPromises1769600200000 } from './1769600200000-handed-promises.js';
import { KeptByIndex1769620000000 } from './1769620000000-kept-by-index.js';
import { UntoldPromises1769620100000 } from './1769620100000-untold-promises.js';
import { UnreadThreadIndexes1769620200000 } from './1769620200000-unread-thread-indexes.js';
import { SendLater1769640000000 } from './1769640000000-send-later.js';
import { NamesOfDeliveries1769660000000 } from './1769660000000-names-of-deliveries.js';
import { KeptEdits1769680000000 } from './1769680000000-kept-edits.js';
import { WordsOfRemovedAccounts1769700000000 } from './1769700000000-words-of-removed-accounts.js';
import { WhyNotTakenBack1769700000001 } from './1769700000001-why-not-taken-back.js';
import { SecondStep1769700000030 } from './1769700000030-second-step.js';
import { WaitingPosts1769700000100 } from './1769700000100-waiting-posts.js';
import { LastLooks1769700000101 } from './1769700000101-last-looks.js';
import { AuditIndexes1769700000160 } from './1769700000160-audit-indexes.js';
import { FormerVoices1769700000170 } from './1769700000170-former-voices.js';
import { GraveTopics1769700000200 } from './1769700000200-grave-topics.js';
import { SettledPosts1769700000201 } from './1769700000201-settled-posts.js';
import { QuotesByName1769700000202 } from './1769700000202-quotes-by-name.js';
import { AnsweredRevisions1769700000220 } from './1769700000220-answered-revisions.js';
import { WhyQuarantined1769700000240 } from './1769700000240-why-quarantined.js';
import { KnownToWeigh1769700000280 } from './1769700000280-known-to-weigh.js';
import { WordsOfOursInPublic1769700000300 } from './1769700000300-words-of-ours-in-public.js';
import { StormsFollowedTwice1769700000301 } from './1769700000301-storms-followed-twice.js';
import { AccountsOfScheduled1769700000310 } from './1769700000310-accounts-of-scheduled.js';
import { PrivatePosts1769700000370 } from './1769700000370-private-posts.js';
import { ChannelRules1769700000371 } from './1769700000371-channel-rules.js';
import { FirstChannelRules1769700000372 } from './1769700000372-first-channel-rules.js';
import { ChangesOfFacts1769700000373 } from './1769700000373-changes-of-facts.js';
import { GraveRows1769700000374 } from './1769700000374-grave-rows.js';
import { Teams1769700000380 } from './1769700000380-teams.js';
import { ThreadsOfTeams1769700000381 } from './1769700000381-threads-of-teams.js';
import { Routing1769700000382 } from './1769700000382-routing.js';
import { Blocks1769700000390 } from './1769700000390-blocks.js';
import { WrittenTo1769700000400 } from './1769700000400-written-to.js';
import { CarriedMessages1769700000401 } from './1769700000401-carried-messages.js';
import { AskingPosts1769700000410 } from './1769700000410-asking-posts.js';
import { MutedStorms1769700000411 } from './1769700000411-muted-storms.js';
import { AnswersToRecount1769700000412 } from './1769700000412-answers-to-recount.js';
import { Tags1769700000430 } from './1769700000430-tags.js';
import { ClaimsOfInvitations1769700000500 } from './1769700000500-claims-of-invitations.js';
import { EditedPictures1769700000520 } from './1769700000520-edited-pictures.js';
import { PartsOfDeliveries1769700000521 } from './1769700000521-parts-of-deliveries.js';
import { ChangesOfHeardPosts1769700000530 } from './1769700000530-changes-of-heard-posts.js';
import { ChannelsOfRows1769700000540 } from './1769700000540-channels-of-rows.js';
import { SavedViews1769700000541 } from './1769700000541-saved-views.js';
import { OwnersOfStorms1769700000550 } from './1769700000550-owners-of-storms.js';
import { ClaimsOfStorms1769700000551 } from './1769700000551-claims-of-storms.js';
import { RevisionsOfDeliveries1769700000560 } from './1769700000560-revisions-of-deliveries.js';
import { Notices1769700000570 } from './1769700000570-notices.js';
import { PromisesSoon1769700000571 } from './1769700000571-promises-soon.js';
import { TypedInEdits1769700000590 } from './1769700000590-typed-in-edits.js';
import { AccountsAtNetworks1769700000595 } from './1769700000595-accounts-at-networks.js';
import { HandlesByThemselves1769700000596 } from './1769700000596-handles-by-themselves.js';
import { PublicPauses1769700000600 } from './1769700000600-public-pauses.js';
import { LookedFor1769700000601 } from './1769700000601-looked-for.js';
import { PrivacyJobs1769700000620 } from './1769700000620-privacy-jobs.js';
import { ErasedKeys1769700000621 } from './1769700000621-erased-keys.js';
import { FencedPrivacyJobs1769700000622 } from './1769700000622-fenced-privacy-jobs.js';
import { BulkJobs1769700000640 } from './1769700000640-bulk-jobs.js';
import { Webhooks1769700000650 } from './1769700000650-webhooks.js';
import { Signatures1769700000660 } from './1769700000660-signatures.js';
import { BusinessHours1769700000661 } from './1769700000661-business-hours.js';
import { LeftOnBus1769700000670 } from './1769700000670-left-on-bus.js';
import { Acknowledgements1769700000680 } from './1769700000680-acknowledgements.js';
import { PreferredAgents1769700000690 } from './1769700000690-preferred-agents.js';
import { AccountHours1769700000710 } from './1769700000710-account-hours.js';
import { UndosWithoutKeys1769700000711 } from './1769700000711-undos-without-keys.js';
import { UnreadableSecrets1769700000712 } from './1769700000712-unreadable-secrets.js';
import { NoticesOfWebhooks1769700000713 } from './1769700000713-notices-of-webhooks.js';

/** In the order in which they are run; a new one is added here. */
export const migrations = [
  Foundation1764000000000,
  LeanHotTables1764100000000,
  AutomaticMail1764200000000,
  SearchIndexes1764300000000,
  ToldHealth1764400000000,
  PlacedAction1764500000000,
  Housekeeping1764600000000,
  KeptGrants1764700000000,
  QuarantineArrival1764800000000,
  BlobHolders1764900000000,
  LinkChanges1765000000000,
  PartsOfIdentities1765010000000,
  Suggestions1765100000000,
  UsedNames1765110000000,
  MessageWords1765200000000,
  PersonProfile1765400000000,
  BlockedAndReported1765410000000,
  ProofRequests1765500000000,
  EvidenceWaiting1765550000000,
  Imports1765600000000,
  ProvenNames1765700000000,
  ProofOfFormerNames1765700100000,
  SaidNames1765700200000,
  Invitations1765800000000,
  ForgottenLinks1765900000000,
  ImportTakenBack1765910000000,
  ChannelPhotos1765920000000,
  ImportAccess1765930000000,
  MovedAction1766000000000,
  FactValues1766000100000,
  NamesOfGroups1766100000000,
  GroupsOfFormerNames1766100100000,
  CopyOf1766199900000,
  CopiesOfGroups1766200000000,
  CopiesIndex1766200100000,
  VersionsOfGroups1766200200000,
  PersonsOfIdentities1766300000000,
  UsersOfSites1766400000000,
  ListedPeople1766400100000,
  ProofDenied1766500000000,
  DismissedAnswers1766500100000,
  PublicMessages1766600000000,
  Permalinks1766600100000,
  QuarantineOfGroups1766700000000,
  Severity1767000000000,
  SeverityActions1767000100000,
  DeletedDeliveries1767100000000,
  Handles1767100100000,
  FactsOfGroups1767200000000,
  SavedQueries1767400000000,
  PublicProfiles1767500000000,
  Retention1767500100000,
  AltTexts1767500200000,
  DirectInvitations1767600000000,
  NotAboutUs1767600100000,
  AccountProofIndex1767800000000,
  AccountLimits1768100000000,
  OkRequests1768200000000,
  WhatWaits1768200100000,
  DeliveryWhy1768300000000,
  BesideWords1768400000000,
  GravePosts1768500000000,
  NamesOfPosts1768600000000,
  TakeBacks1768600100000,
  Watches1768800000000,
  SeverityLessons1768800100000,
  OkAskAnew1768800200000,
  AgentsByInvitation1769000000000,
  SnoozeAndPromises1769100000000,
  SnoozeIndexes1769110000000,
  Drafts1769200000000,
  Scripts1769300000000,
  LeftTopics1769600100000,
  HandedPromises1769600200000,
  KeptByIndex1769620000000,
  UntoldPromises1769620100000,
  UnreadThreadIndexes1769620200000,
  SendLater1769640000000,
  NamesOfDeliveries1769660000000,
  KeptEdits1769680000000,
  WordsOfRemovedAccounts1769700000000,
  WhyNotTakenBack1769700000001,
  SecondStep1769700000030,
  WaitingPosts1769700000100,
  LastLooks1769700000101,
  AuditIndexes1769700000160,
  FormerVoices1769700000170,
  GraveTopics1769700000200,
  SettledPosts1769700000201,
  QuotesByName1769700000202,
  AnsweredRevisions1769700000220,
  WhyQuarantined1769700000240,
  KnownToWeigh1769700000280,
  WordsOfOursInPublic1769700000300,
  StormsFollowedTwice1769700000301,
  AccountsOfScheduled1769700000310,
  PrivatePosts1769700000370,
  ChannelRules1769700000371,
  FirstChannelRules1769700000372,
  ChangesOfFacts1769700000373,
  GraveRows1769700000374,
  Teams1769700000380,
  ThreadsOfTeams1769700000381,
  Routing1769700000382,
  Blocks1769700000390,
  WrittenTo1769700000400,
  CarriedMessages1769700000401,
  AskingPosts1769700000410,
  MutedStorms1769700000411,
  AnswersToRecount1769700000412,
  Tags1769700000430,
  ClaimsOfInvitations1769700000500,
  EditedPictures1769700000520,
  PartsOfDeliveries1769700000521,
  ChangesOfHeardPosts1769700000530,
  ChannelsOfRows1769700000540,
  SavedViews1769700000541,
  OwnersOfStorms1769700000550,
  ClaimsOfStorms1769700000551,
  RevisionsOfDeliveries1769700000560,
  Notices1769700000570,
  PromisesSoon1769700000571,
  TypedInEdits1769700000590,
  AccountsAtNetworks1769700000595,
  HandlesByThemselves1769700000596,
  PublicPauses1769700000600,
  LookedFor1769700000601,
  PrivacyJobs1769700000620,
  ErasedKeys1769700000621,
  FencedPrivacyJobs1769700000622,
  BulkJobs1769700000640,
  Webhooks1769700000650,
  Signatures1769700000660,
  BusinessHours1769700000661,
  LeftOnBus1769700000670,
  Acknowledgements1769700000680,
  PreferredAgents1769700000690,
  AccountHours1769700000710,
  UndosWithoutKeys1769700000711,
  UnreadableSecrets1769700000712,
  NoticesOfWebhooks1769700000713,
];
