import { ValidateBy } from 'class-validator';
import { MIN_SECRET_CHARACTERS } from '#core';

export const parseIdSecrets = (list: string): readonly string[] =>
  list.split(',').map((secret) => secret.trim());

export const IsIdSecrets = (): PropertyDecorator =>
  ValidateBy({
    name: 'isIdSecrets',
    validator: {
      validate: (list: unknown) =>
        typeof list === 'string' &&
        parseIdSecrets(list).every((secret) => secret.length >= MIN_SECRET_CHARACTERS),
      defaultMessage: () =>
        `ID_SECRETS must be one or more secrets of at least ${MIN_SECRET_CHARACTERS} characters, comma separated`,
    },
  });
