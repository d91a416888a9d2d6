import { Bus } from '@filo/bus';
import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConnectorNames } from '../../accounts/connector-names.js';
import { clientDocumentUrl } from '../../accounts/oauth/show-client.js';
import { TestAccount } from '../../accounts/test-account.js';
import { SayHealth } from '../../accounts-health/say-health.js';
import { formUrlOf, publicUrlOf, type CoreSettings } from '../../config.js';
import { FindWays } from '../go-on/find-ways.js';
import { BeginSignIn } from './begin-sign-in.js';
import { FinishSignIn } from './finish-sign-in.js';
import { OfferProofs } from './offer-proofs.js';
import { SignInCookie } from './sign-in-cookie.js';

/** Below the pages of proofs, whose cookies reach it. */
export const signInPath = '/proof/signed-in';

/** What the pages of proofs take: ways to go on, and signing in with a public account. */
export const signInParts = ({ settings }: { settings: CoreSettings }): Provider[] => {
  const publicUrl = publicUrlOf(settings);
  const documentUrl = clientDocumentUrl(publicUrl);
  const redirectUri = `${publicUrl}${signInPath}`;
  return [
    {
      provide: FindWays,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new FindWays(dataSource, formUrlOf(settings)),
    },
    { provide: SignInCookie, useValue: new SignInCookie(publicUrl) },
    {
      provide: OfferProofs,
      inject: [Bus, ConnectorNames, SayHealth],
      useFactory: (bus: Bus, connectors: ConnectorNames, sayHealth: SayHealth) =>
        new OfferProofs({ bus, connectors, sayHealth }),
    },
    {
      provide: BeginSignIn,
      inject: [DataSource, Bus, ConnectorNames, OfferProofs],
      useFactory: (dataSource: DataSource, bus: Bus, connectors: ConnectorNames, offer: OfferProofs) =>
        new BeginSignIn({ dataSource, bus, connectors, offer, redirectUri, documentUrl }),
    },
    {
      provide: FinishSignIn,
      inject: [DataSource, Bus, ConnectorNames, TestAccount],
      useFactory: (dataSource: DataSource, bus: Bus, connectors: ConnectorNames, testAccount: TestAccount) =>
        new FinishSignIn({ dataSource, bus, connectors, testAccount }),
    },
  ];
};
