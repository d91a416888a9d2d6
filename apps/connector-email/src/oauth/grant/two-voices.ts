import type { Listening } from '@filo/connector';

type Health = Listening['health'];

/** Joins what the mailbox says with what its grant says: a trouble of the grant is not covered by a mailbox that still works. */
export const twoVoices = (say: Health): { health: Health; trouble: (reason: string | undefined) => void } => {
  let mailbox: Parameters<Health> | undefined;
  let trouble: string | undefined;
  const tell = () => {
    if (mailbox === undefined) return;
    const [state] = mailbox;
    if (trouble !== undefined && state === 'ok') say('degraded', trouble, { readWell: true });
    else say(...mailbox);
  };
  return {
    health: (...said) => {
      mailbox = said;
      tell();
    },
    trouble: (reason) => {
      if (reason === trouble) return;
      trouble = reason;
      tell();
    },
  };
};
