import type { formCreate, FormDefinition, formPatch, FormView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { ConnectorNames } from '../accounts/connector-names.js';
import { StoreAccount } from '../accounts/store-account.js';
import { TestAccount } from '../accounts/test-account.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { formFaults } from './form-faults.js';
import { formChannel } from './show-forms.js';
import { takeSiteName } from './take-site-name.js';

/** Stores forms; the secret of their site tokens is sealed to the connector that checks them. */
@Injectable()
export class SaveForm {
  constructor(
    private readonly storeAccount: StoreAccount,
    private readonly testAccount: TestAccount,
    private readonly connectors: ConnectorNames,
  ) {}

  /** Resolves with the id of the form. */
  async make(reader: Reader, wanted: z.output<typeof formCreate>): Promise<string> {
    const { key, definition, siteTokenSecret } = wanted;
    demandWhole(definition, siteTokenSecret !== undefined);
    const id = uuidv7();
    await this.storeAccount.make(reader, {
      id,
      channel: formChannel,
      address: key,
      name: null,
      settings: definition,
      sealedSecrets: await this.seal(id, siteTokenSecret),
      importDays: null,
      also: (db) => takeSiteName(db, reader, { formId: id, from: undefined, to: definition.site }),
    });
    return id;
  }

  async change(reader: Reader, form: FormView, change: z.output<typeof formPatch>): Promise<void> {
    const { definition, siteTokenSecret, state } = change;
    const isSet = siteTokenSecret === undefined ? form.siteTokenSecretSet : siteTokenSecret !== null;
    demandWhole(definition ?? form.definition, isSet);
    const sealedSecrets = siteTokenSecret === null ? null : await this.seal(form.id, siteTokenSecret);
    const also = definition && siteNamed(reader, form, definition);
    await this.storeAccount.change(
      reader,
      { id: form.id, settings: definition, sealedSecrets, state, also },
      'form-changed',
    );
  }

  private async seal(id: string, siteTokenSecret: string | undefined): Promise<string | undefined> {
    if (siteTokenSecret === undefined) return undefined;
    return this.testAccount.seal(this.connectors.of(formChannel), id, { siteTokenSecret });
  }
}

const siteNamed =
  (reader: Reader, form: FormView, { site }: FormDefinition) =>
  (db: Queryable) =>
    takeSiteName(db, reader, { formId: form.id, from: form.definition.site, to: site });

const demandWhole = (definition: FormDefinition, secretSet: boolean): void => {
  const errors = formFaults(definition, secretSet);
  if (errors.length === 0) return;
  const needsSecret = errors.some(({ path }) => path === 'siteTokenSecret');
  throw new DomainError(
    'invalid-request',
    needsSecret
      ? 'Nothing was stored: a form that requires a token of your site needs the secret that the token is signed with.'
      : 'Nothing was stored: the form could not be shown like this. Mend the fields that are named.',
    { reason: needsSecret ? 'form-needs-secret' : 'form-faults', errors },
  );
};
