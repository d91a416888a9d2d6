import type { Role } from '@filo/contracts/http';
import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const accessRule = Symbol('access rule');

/** Who may call a route. A route without a rule is refused to everybody. */
export type AccessRule =
  { for: 'everybody' } | { for: 'signed-in' } | { for: 'roles'; roles: readonly Role[] };

/** Answers without a session. */
export const Public = (): CustomDecorator<symbol> =>
  SetMetadata(accessRule, { for: 'everybody' } satisfies AccessRule);

/** Needs a session or an API token. */
export const SignedIn = (): CustomDecorator<symbol> =>
  SetMetadata(accessRule, { for: 'signed-in' } satisfies AccessRule);

/** Needs a session or token of an agent with one of these roles. */
export const ForRoles = (...roles: readonly Role[]): CustomDecorator<symbol> =>
  SetMetadata(accessRule, { for: 'roles', roles } satisfies AccessRule);
