import { z } from 'zod';
import { uuid } from '../primitives.js';
import { personName } from './agents.js';
import { agentView, code, language, password, timeZone } from './session.js';

/** `GET /api/v1/own-account`: what the signed-in agent is called, and in which language mails to them are written. */
export const ownAccount = agentView.extend({
  language,
  /** Since when a code is asked for beside the password; null: it is not. */
  secondStepSince: z.string().nullable(),
  /** Recovery codes that were not used yet. */
  recoveryCodesLeft: z.int(),
});
export type OwnAccount = z.infer<typeof ownAccount>;

/** `PATCH /api/v1/own-account`: what is not named stays. Address and role are an admin's to change. */
export const ownAccountPatch = z.strictObject({ name: personName, language, timeZone }).partial();
export type OwnAccountPatch = z.infer<typeof ownAccountPatch>;

/** `POST /api/v1/own-account/password`: signs every other browser out. */
export const passwordChange = z.strictObject({ current: z.string().min(1).max(1000), password });
export type PasswordChange = z.infer<typeof passwordChange>;

/** A browser in which the agent is signed in. */
export const ownSession = z.object({
  id: uuid,
  /** The one that asks. */
  current: z.boolean(),
  /** As the browser calls itself, at most 500 characters. */
  userAgent: z.string(),
  createdAt: z.string(),
  /** To the minute. */
  lastSeenAt: z.string(),
  expiresAt: z.string(),
});
export type OwnSession = z.infer<typeof ownSession>;

/** `GET /api/v1/own-account/sessions`: the latest first, a hundred at most. */
export const ownSessions = z.object({ items: z.array(ownSession) });

const current = z.string().min(1).max(1000);

/** `POST /api/v1/own-account/second-step`: shows a secret for an app that makes codes (RFC 6238). */
export const ownPassword = z.strictObject({ current });
export const secondStepBegun = z.object({
  /** Base32, to be typed. */
  secret: z.string(),
  /** The same as an `otpauth:` address, to be shown as a picture. */
  uri: z.string(),
});
export type SecondStepBegun = z.infer<typeof secondStepBegun>;

/** `POST /api/v1/own-account/second-step/confirm`: a code of that secret. */
export const secondStepCode = z.strictObject({ code });

/** `POST /api/v1/own-account/second-step/recovery-codes` and `…/remove`. */
export const passwordAndCode = z.strictObject({ current, code });
export type PasswordAndCode = z.infer<typeof passwordAndCode>;

/** Told once: each opens the door in place of a code of the app, one time. */
export const recoveryCodes = z.object({ codes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;
