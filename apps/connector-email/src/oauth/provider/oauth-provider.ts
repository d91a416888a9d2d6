import type { OAuthSettings } from './oauth-settings.js';

interface MailServer {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
}

/** Where mailboxes sign in by OAuth 2, and which servers take the token. */
export interface OAuthProvider {
  name: string;
  /** What people read. */
  label: string;
  clientId: string;
  clientSecret?: string | undefined;
  authorizeUrl: string;
  tokenUrl: string;
  /** OpenID Connect's userinfo; also tells soon that a permission was taken back. */
  userinfoUrl?: string | undefined;
  scopes: string;
  /** What else its consent page wants to be told. */
  authorizeParameters: Readonly<Record<string, string>>;
  /**
   * Whether the address that it names is proven by it. Where it is not, logging in to the mailbox under that address is the
   * proof.
   */
  provesAddress: boolean;
  servers: { imap: MailServer; smtp?: MailServer | undefined };
}

/** The providers that are configured. Throws a sentence when one is half configured. */
export const oauthProviders = (settings: OAuthSettings): OAuthProvider[] =>
  [google(settings), microsoft(settings), custom(settings)].filter((one) => one !== undefined);

/** https://developers.google.com/workspace/gmail/imap/xoauth2-protocol */
const google = (settings: OAuthSettings): OAuthProvider | undefined => {
  const clientId = settings.FILO_OAUTH_GOOGLE_CLIENT_ID;
  if (clientId === undefined) return undefined;
  return {
    name: 'google',
    label: 'Google',
    clientId,
    clientSecret: settings.FILO_OAUTH_GOOGLE_CLIENT_SECRET,
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    userinfoUrl: 'https://openidconnect.googleapis.com/v1/userinfo',
    scopes: 'openid email https://mail.google.com/',
    // Without both it gives a refresh token at the first consent alone.
    authorizeParameters: { access_type: 'offline', prompt: 'consent' },
    provesAddress: true,
    servers: {
      imap: { host: 'imap.gmail.com', port: 993, security: 'tls' },
      smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
    },
  };
};

/** https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth */
const microsoft = (settings: OAuthSettings): OAuthProvider | undefined => {
  const clientId = settings.FILO_OAUTH_MICROSOFT_CLIENT_ID;
  if (clientId === undefined) return undefined;
  const base = `https://login.microsoftonline.com/${settings.FILO_OAUTH_MICROSOFT_TENANT}/oauth2/v2.0`;
  return {
    name: 'microsoft',
    label: 'Microsoft',
    clientId,
    clientSecret: settings.FILO_OAUTH_MICROSOFT_CLIENT_SECRET,
    authorizeUrl: `${base}/authorize`,
    tokenUrl: `${base}/token`,
    scopes:
      'openid email offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
    authorizeParameters: { prompt: 'select_account' },
    // Its directories' admins can write any address into an account.
    provesAddress: false,
    servers: {
      imap: { host: 'outlook.office365.com', port: 993, security: 'tls' },
      smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' },
    },
  };
};

const custom = (settings: OAuthSettings): OAuthProvider | undefined => {
  const {
    FILO_OAUTH_CUSTOM_CLIENT_ID: clientId,
    FILO_OAUTH_CUSTOM_AUTHORIZE_URL: authorizeUrl,
    FILO_OAUTH_CUSTOM_TOKEN_URL: tokenUrl,
    FILO_OAUTH_CUSTOM_IMAP: imap,
  } = settings;
  if (clientId === undefined) return undefined;
  if (authorizeUrl === undefined || tokenUrl === undefined || imap === undefined) {
    throw new Error(
      'FILO_OAUTH_CUSTOM_CLIENT_ID is set, so FILO_OAUTH_CUSTOM_AUTHORIZE_URL, FILO_OAUTH_CUSTOM_TOKEN_URL and FILO_OAUTH_CUSTOM_IMAP are needed too',
    );
  }
  return {
    name: 'custom',
    label: settings.FILO_OAUTH_CUSTOM_LABEL ?? 'OAuth',
    clientId,
    clientSecret: settings.FILO_OAUTH_CUSTOM_CLIENT_SECRET,
    authorizeUrl,
    tokenUrl,
    userinfoUrl: settings.FILO_OAUTH_CUSTOM_USERINFO_URL,
    scopes: settings.FILO_OAUTH_CUSTOM_SCOPES,
    authorizeParameters: {},
    provesAddress: true,
    servers: { imap, smtp: settings.FILO_OAUTH_CUSTOM_SMTP },
  };
};
