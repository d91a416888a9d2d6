import { z } from 'zod';
import type { Instance } from './instance.js';

const described = z.object({
  scopes_supported: z.array(z.string()),
  code_challenge_methods_supported: z.array(z.string()).catch([]),
});

/** How somebody can show at an instance who they are. */
export interface Offered {
  /** As little as there is: who they are, and nothing that they read or write. */
  scope: 'profile' | 'read:accounts';
  /** Whether a code is bound to whoever asked for it. */
  binds: boolean;
  /** It takes a list of addresses to come back to. */
  takesLists: boolean;
}

/** Instances describe themselves since Mastodon 4.3; what has no description is older, or another software that speaks alike. */
export const offeredAt = async (instance: Instance): Promise<Offered> => {
  const { status, answer } = await instance.ask('/.well-known/oauth-authorization-server');
  const told = status === 200 ? described.safeParse(answer).data : undefined;
  return {
    scope: told?.scopes_supported.includes('profile') ? 'profile' : 'read:accounts',
    binds: told?.code_challenge_methods_supported.includes('S256') ?? false,
    takesLists: told !== undefined,
  };
};
