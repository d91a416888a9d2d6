import { z } from 'zod';
import { uuid } from '../primitives.js';

/** By what a team is told from others at a glance, beside its name. */
export const teamColours = ['green', 'blue', 'violet', 'amber', 'red', 'grey'] as const;
export const teamColour = z.enum(teamColours);
export type TeamColour = z.infer<typeof teamColour>;

export const teamBrief = z.object({ id: uuid, name: z.string(), colour: teamColour.nullable() });
export type TeamBrief = z.infer<typeof teamBrief>;
