import type { FormDefinition } from '@filo/contracts/http';

export interface FormFault {
  path: string;
  message: string;
}

/** What a form lacks that no schema sees; its page would not be shown. */
export const formFaults = (definition: FormDefinition, secretSet: boolean): FormFault[] => {
  const names = definition.fields.map((field) => field.name);
  return [
    ...definition.fields.flatMap(({ name, type, choices }, index): FormFault[] => [
      ...(names.indexOf(name) < index
        ? [{ path: `definition.fields.${index}.name`, message: 'Another field has this name already' }]
        : []),
      ...(type === 'choice' && !choices?.length
        ? [{ path: `definition.fields.${index}.choices`, message: 'Needs at least one choice' }]
        : []),
    ]),
    ...(definition.requireSiteToken && !secretSet
      ? [{ path: 'siteTokenSecret', message: 'Needed while requireSiteToken is on' }]
      : []),
  ];
};
