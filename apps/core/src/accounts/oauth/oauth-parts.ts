import { Bus } from '@filo/bus';
import type { Logger } from '@filo/service';
import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { publicUrlOf, secretsOf, type CoreSettings } from '../../config.js';
import { deriveTokenKeys } from '../../replies/token-keys.js';
import { signInPath } from '../../invitations/sign-in/sign-in-parts.js';
import { ConnectorNames } from '../connector-names.js';
import { ShowAccounts } from '../show-accounts.js';
import { StoreAccount } from '../store-account.js';
import { TestAccount } from '../test-account.js';
import { BeginConsent } from './begin-consent.js';
import { ConsentCookie } from './consent-cookie.js';
import { ConsentState } from './consent-state.js';
import { FinishConsent } from './finish-consent.js';
import { clientDocumentUrl, ShowClient } from './show-client.js';

/** What signing mailboxes in at a provider takes. */
export const oauthParts = ({ settings, log }: { settings: CoreSettings; log: Logger }): Provider[] => {
  const states = new ConsentState(deriveTokenKeys(secretsOf(settings), 'oauth-state'));
  const publicUrl = publicUrlOf(settings);
  const redirectUri = `${publicUrl}/api/v1/accounts/oauth/callback`;
  const redirectUris = [redirectUri, `${publicUrl}${signInPath}`];
  const documentUrl = clientDocumentUrl(publicUrl);
  return [
    { provide: ConsentCookie, useValue: new ConsentCookie(publicUrl) },
    {
      provide: ShowClient,
      inject: [Bus, ConnectorNames],
      useFactory: (bus: Bus, connectors: ConnectorNames) =>
        new ShowClient({ bus, connectors, documentUrl, redirectUris }),
    },
    {
      provide: BeginConsent,
      inject: [DataSource, Bus, ConnectorNames, ShowAccounts],
      useFactory: (
        dataSource: DataSource,
        bus: Bus,
        connectors: ConnectorNames,
        showAccounts: ShowAccounts,
      ) => new BeginConsent({ dataSource, bus, connectors, showAccounts, states, redirectUri, documentUrl }),
    },
    {
      provide: FinishConsent,
      inject: [Bus, ConnectorNames, TestAccount, StoreAccount, ShowAccounts],
      useFactory: (
        bus: Bus,
        connectors: ConnectorNames,
        testAccount: TestAccount,
        storeAccount: StoreAccount,
        showAccounts: ShowAccounts,
      ) => new FinishConsent({ bus, connectors, testAccount, storeAccount, showAccounts, states, log }),
    },
  ];
};
