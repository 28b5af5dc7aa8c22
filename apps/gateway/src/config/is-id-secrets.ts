import { ValidateBy, type ValidationArguments } from 'class-validator';
import { isOnAws } from '#aws';
import { MIN_SECRET_CHARACTERS } from '#core';

/** Everybody can read it in `.env.example` and in the compose file, and could make up upload ids with it. */
const PUBLIC_SECRET = 'not-a-secret-but-long-enough-for-development';

export const parseIdSecrets = (list: string): readonly string[] =>
  list.split(',').map((secret) => secret.trim());

/** Secrets, comma separated; the public development one only where the cloud is not AWS itself. */
export const IsIdSecrets = (): PropertyDecorator =>
  ValidateBy({
    name: 'isIdSecrets',
    validator: {
      validate: (list: unknown, of?: ValidationArguments) => problem(list, of?.object) === undefined,
      defaultMessage: (of?: ValidationArguments) => `ID_SECRETS ${problem(of?.value, of?.object) ?? ''}`,
    },
  });

function problem(list: unknown, environment: { AWS_ENDPOINT_URL?: string } = {}): string | undefined {
  const secrets = typeof list === 'string' ? parseIdSecrets(list) : [''];
  if (secrets.some((secret) => secret.length < MIN_SECRET_CHARACTERS))
    return `must be one or more secrets of at least ${MIN_SECRET_CHARACTERS} characters, comma separated`;
  return secrets.includes(PUBLIC_SECRET) && isOnAws(environment)
    ? 'has the public development secret, which is for a local AWS_ENDPOINT_URL only; a new one: openssl rand -base64 32'
    : undefined;
}
