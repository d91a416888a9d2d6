import type { MessageReceivedInput } from '@filo/contracts';
import { z } from 'zod';
import type { PostRecord, PostView } from '../bluesky-client.js';

/** What the network's own programs cover until somebody looks; labels of other meanings, such as of who is a robot, are none of ours. */
const covering = new Set(['!hide', '!warn', 'porn', 'sexual', 'nudity', 'graphic-media', 'gore', 'nsfl']);

const ownLabels = z.object({ values: z.array(z.object({ val: z.string() })) });
const label = z.object({
  src: z.string(),
  val: z.string(),
  neg: z.boolean().optional(),
  exp: z.string().optional(),
});

/** Its author says so in the post itself, and as a label under their own name; the network's moderation says so under its name. */
export const labelMarks = (
  record: PostRecord,
  view: Pick<PostView, 'labels' | 'author'> | undefined,
): NonNullable<MessageReceivedInput['marks']> => {
  const own = ownLabels.safeParse(record.labels).data?.values ?? [];
  const told = (view?.labels ?? []).flatMap((one) => label.safeParse(one).data ?? []).filter(stands);
  const isTheirs = ({ src }: { src: string }) => src === view?.author.did;
  const covers = ({ val }: { val: string }) => covering.has(val);
  return [
    ...(record.embed !== undefined && [...own, ...told.filter(isTheirs)].some(covers)
      ? [{ code: 'sensitive', text: 'Its author marked what it shows as sensitive.' }]
      : []),
    ...(told.some((one) => !isTheirs(one) && covers(one))
      ? [
          {
            code: 'labelled',
            text: 'The moderation of the network marked it as adult, graphic or to be warned of.',
          },
        ]
      : []),
  ];
};

const stands = ({ neg, exp }: z.output<typeof label>): boolean =>
  neg !== true && !(exp !== undefined && Date.parse(exp) < Date.now());
