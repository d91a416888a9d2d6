import { ClaimStorm } from './claim-storm.js';
import { CloseStorm } from './close-storm.js';
import { CorrectSeverity } from './correct-severity.js';
import { HoldVolume } from './hold-volume.js';
import { ListVoices } from './list-voices.js';
import { ShowBoard } from './show-board.js';
import { WaitAgain } from './wait-again.js';

/** What is done on the board and with its cards. */
export const boardActions = [
  ListVoices,
  ShowBoard,
  HoldVolume,
  CorrectSeverity,
  CloseStorm,
  ClaimStorm,
  WaitAgain,
];
