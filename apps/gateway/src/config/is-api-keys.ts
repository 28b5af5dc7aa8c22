import { createHash } from 'node:crypto';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { isOnAws } from '#aws';
import { parseApiKeys } from '../auth/api-keys.js';

/** Everybody can read it in the documentation. */
const PUBLIC_KEY_HEX = createHash('sha256').update('local-dev-key').digest('hex');

/** `tenant:sha256hex,…`; the public development key only where the cloud is not AWS itself. */
export const IsApiKeys = (): PropertyDecorator =>
  ValidateBy({
    name: 'isApiKeys',
    validator: {
      validate: (list: unknown, of?: ValidationArguments) => problem(list, of?.object) === undefined,
      defaultMessage: (of?: ValidationArguments) => `API_KEYS ${problem(of?.value, of?.object) ?? ''}`,
    },
  });

function problem(list: unknown, environment: { AWS_ENDPOINT_URL?: string } = {}): string | undefined {
  const keys = typeof list === 'string' ? parseApiKeys(list) : undefined;
  if (keys === undefined)
    return 'must be tenant:sha256hex,… with tenants of [a-z0-9-]{1,40} and no key twice';
  const isPublic = keys.some(({ digest }) => digest.toString('hex') === PUBLIC_KEY_HEX);
  return isPublic && isOnAws(environment)
    ? 'has the public development key, which is for a local AWS_ENDPOINT_URL only'
    : undefined;
}
