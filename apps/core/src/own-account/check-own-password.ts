import { Injectable } from '@nestjs/common';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { type Checked, CheckPassword } from '../sessions/check-password.js';

/** Asks whoever is signed in for their password once more. A wrong one counts like a wrong one at the door. */
@Injectable()
export class CheckOwnPassword {
  constructor(private readonly checkPassword: CheckPassword) {}

  run({ email }: Reader, password: string, address: string): Promise<Checked> {
    return this.checkPassword.run({ email, password }, address).catch((error: unknown) => {
      if (!(error instanceof DomainError) || error.code !== 'wrong-credentials') throw error;
      throw new DomainError(
        'wrong-credentials',
        'Nothing was changed: this is not your password of now. After five wrong ones you wait a while.',
        { reason: 'wrong-password' },
      );
    });
  }
}
