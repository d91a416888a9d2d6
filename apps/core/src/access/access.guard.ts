import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../http/domain-error.js';
import { accessRule, type AccessRule } from './access-rules.js';
import { FindReader } from './find-reader.js';
import type { Reader, RequestWithReader } from './reader.js';

/** Stands before every route. Without a rule on the route the answer is no. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly findReader: FindReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(accessRule, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!rule) throw new DomainError('not-allowed', 'Nobody may call this route.');
    const request = context.switchToHttp().getRequest<RequestWithReader>();
    if (rule.for === 'everybody' && !rule.asReader) return true;
    const reader = await this.find(request, rule);
    if (reader) request.reader = reader;
    if (rule.for === 'everybody') return true;
    if (!reader)
      throw new DomainError(
        'not-signed-in',
        'Sign in first, or send a valid API token. Nothing was changed.',
      );
    if (rule.for === 'roles' && !rule.roles.includes(reader.role)) {
      throw new DomainError(
        'not-allowed',
        `This needs the role ${rule.roles.join(' or ')}. Nothing was changed.`,
        { reason: 'needs-role', roles: rule.roles.join(', ') },
      );
    }
    return true;
  }

  /** A route that is open to everybody answers also while the database, which knows the sessions, is away. */
  private async find(request: RequestWithReader, rule: AccessRule): Promise<Reader | undefined> {
    try {
      return await this.findReader.run(request);
    } catch (error) {
      if (rule.for === 'everybody') return undefined;
      throw error;
    }
  }
}
