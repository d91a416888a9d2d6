import { TemporaryError } from '@filo/connector';
import { lineTroubleOf, type LineTrouble } from './line-trouble.js';

/** `gone`: it answers that there is nothing; `strange`: it does not answer as its kind does; `broken`: it says that it is. */
type Trouble = LineTrouble | 'gone' | 'strange' | 'broken';

/** Whom we ask, as people call it: a network, or one instance of one. `isOne`: it may be gone for good while others go on. */
export interface Asked {
  network: string;
  isOne?: boolean;
}

const words: Readonly<Record<Trouble, (network: string) => string>> = {
  unreachable: (network) => `${network} cannot be reached: the line is cut, or there is none.`,
  'host-unknown': (network) => `The name of ${network} leads nowhere now.`,
  'certificate-bad': (network) => `The certificate of ${network} is not good, so that nothing is said to it.`,
  'too-slow': (network) => `${network} does not answer in time.`,
  gone: (network) => `${network} answers that there is nothing any more.`,
  strange: (network) => `${network} does not answer as it should; it may be something else that answers.`,
  broken: (network) => `${network} says that it is broken.`,
};

const safe = 'Nothing is lost; it is tried again.';
const toDo = 'Look whether it opens in a browser; if it does, ask the people who run your network.';
const toDoForOne = 'Look whether it opens in a browser; if it is gone for good, remove the account here.';

/** Says what happened, what is safe and what to do. */
export const troubleWith = (
  { network, isOne = false }: Asked,
  trouble: Trouble,
  cause: unknown,
): TemporaryError =>
  new TemporaryError(`${words[trouble](network)} ${safe} ${isOne ? toDoForOne : toDo}`, {
    cause,
    why: { code: `${isOne ? 'instance' : 'network'}-${trouble}`, with: { network } },
  });

/** Of an error that is no answer: what is wrong with the line; undefined where nothing is known of one. */
export const lineTroubleWith = (asked: Asked, error: unknown): TemporaryError | undefined => {
  const trouble = lineTroubleOf(error);
  return trouble && troubleWith(asked, trouble, error);
};

/** Of an answer of whatever stands at the address, that is no refusal of the network's own. */
export const answeredTrouble = (status: number): Trouble =>
  status >= 500
    ? 'broken'
    : status === 404 || status === 410
      ? 'gone'
      : status === 408
        ? 'too-slow'
        : 'strange';
