import { z } from 'zod';
import { uuid } from '../primitives.js';

/** An agent, where only a name is shown. */
export const agentBrief = z.object({ id: uuid, name: z.string() });
