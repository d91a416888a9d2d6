import type { DeliveryView, MessageView } from '@filo/contracts/http';

/** Who had an answer of ours deleted where it stood, and when; undefined while it stands for anybody, or went by another hand. */
export const takenBack = ({
  deliveries,
}: Pick<MessageView, 'deliveries'>): Pick<DeliveryView, 'deletedBy' | 'at'> | undefined =>
  deliveries.every(({ state, deletedBy }) => state === 'deleted' && deletedBy !== null)
    ? deliveries[0]
    : undefined;
