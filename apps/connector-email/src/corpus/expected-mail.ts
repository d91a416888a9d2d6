import { z } from 'zod';

const bounceRow = z.object({
  status: z.string().optional(),
  replyCode: z.string().optional(),
  reason: z.string().optional(),
  hard: z.boolean().optional(),
});

/** What is known about a corpus mail; an absent property says nothing. */
export const expectedMail = z.object({
  from: z.object({ address: z.string(), name: z.string().optional() }).optional(),
  to: z.array(z.string()).optional(),
  cc: z.array(z.string()).optional(),
  replyTo: z.array(z.string()).optional(),
  subject: z.string().optional(),
  text: z.string().optional(),
  html: z.string().optional(),
  attachments: z
    .array(
      z.object({
        filename: z.string().optional(),
        sha256: z.string().optional(),
        size: z.number().optional(),
      }),
    )
    .optional(),
  class: z.string().optional(),
  bounce: bounceRow
    .extend({
      recipients: z.array(z.string()).optional(),
      count: z.number().optional(),
      rows: z.array(bounceRow).optional(),
    })
    .optional(),
  newText: z.string().optional(),
  quotedText: z.string().optional(),
});
export type ExpectedMail = z.infer<typeof expectedMail>;
