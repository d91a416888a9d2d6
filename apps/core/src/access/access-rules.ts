import type { Role } from '@filo/contracts/http';
import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const accessRule = Symbol('access rule');

/** Who may call a route. A route without a rule is refused to everybody. */
export type AccessRule =
  { for: 'everybody'; asReader: boolean } | { for: 'signed-in' } | { for: 'roles'; roles: readonly Role[] };

const rule = (value: AccessRule): CustomDecorator<symbol> => SetMetadata(accessRule, value);

/** Answers without a session. */
export const Public = (): CustomDecorator<symbol> => rule({ for: 'everybody', asReader: false });

/** Answers without a session, and more to those who have one. */
export const PublicWithReader = (): CustomDecorator<symbol> => rule({ for: 'everybody', asReader: true });

/** Needs a session or an API token. */
export const SignedIn = (): CustomDecorator<symbol> => rule({ for: 'signed-in' });

/** Needs a session or token of an agent with one of these roles. */
export const ForRoles = (...roles: readonly Role[]): CustomDecorator<symbol> => rule({ for: 'roles', roles });
