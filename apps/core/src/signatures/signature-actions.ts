import type { Provider } from '@nestjs/common';
import { SaveSignature } from './save-signature.js';
import { ShowSignatures } from './show-signatures.js';

/** What the controller of signatures calls. */
export const signatureActions: Provider[] = [ShowSignatures, SaveSignature];
