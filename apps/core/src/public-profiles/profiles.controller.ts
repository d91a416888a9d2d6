import { uuid } from '@filo/contracts';
import { profileShown, type ProfileShown } from '@filo/contracts/http';
import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SendPhoto } from '../photos/send-photo.js';
import { ShowProfile } from './show-profile.js';

/** `v` is the version that the profile names: a new photo gets a new address. */
const photoQuery = z.strictObject({ v: uuid.optional() });

@Controller('api/v1/identities/:id')
@SignedIn()
export class ProfilesController {
  constructor(
    private readonly showProfile: ShowProfile,
    private readonly sendPhoto: SendPhoto,
  ) {}

  /** Asks the network of an identity how it shows itself now; at some networks that costs the account. */
  @Post('profile')
  @HttpCode(200)
  @Answers(200, profileShown)
  run(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<ProfileShown> {
    return this.showProfile.run(reader, id);
  }

  /** The bytes of the photo that its channel names. */
  @Get('photo')
  async photo(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: photoQuery }) _: z.infer<typeof photoQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sendPhoto.ofIdentity(reader, id, reply);
  }
}
