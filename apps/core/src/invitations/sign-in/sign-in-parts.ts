import { Bus } from '@filo/bus';
import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConnectorNames } from '../../accounts/connector-names.js';
import { clientDocumentUrl } from '../../accounts/oauth/show-client.js';
import { TestAccount } from '../../accounts/test-account.js';
import { publicUrlOf, type CoreSettings } from '../../config.js';
import { BeginSignIn } from './begin-sign-in.js';
import { FinishSignIn } from './finish-sign-in.js';
import { OfferSignIn } from './offer-sign-in.js';
import { SignInCookie } from './sign-in-cookie.js';

/** Below the pages of proofs, whose cookies reach it. */
export const signInPath = '/proof/signed-in';

/** What signing in with a public account takes. */
export const signInParts = ({ settings }: { settings: CoreSettings }): Provider[] => {
  const publicUrl = publicUrlOf(settings);
  const documentUrl = clientDocumentUrl(publicUrl);
  const redirectUri = `${publicUrl}${signInPath}`;
  return [
    { provide: SignInCookie, useValue: new SignInCookie(publicUrl) },
    {
      provide: OfferSignIn,
      inject: [Bus, ConnectorNames],
      useFactory: (bus: Bus, connectors: ConnectorNames) => new OfferSignIn({ bus, connectors }),
    },
    {
      provide: BeginSignIn,
      inject: [DataSource, Bus, ConnectorNames, OfferSignIn],
      useFactory: (dataSource: DataSource, bus: Bus, connectors: ConnectorNames, offer: OfferSignIn) =>
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
