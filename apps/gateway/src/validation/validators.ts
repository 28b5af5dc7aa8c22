import { ValidateBy, type ValidationArguments, type ValidationOptions } from 'class-validator';
import { essenceOf, filenameProblem, isOrigin, isSha256, metadataProblem, type Metadata } from '#core';

export const IsFilename = (options?: ValidationOptions): PropertyDecorator =>
  unless('isFilename', options, (value) =>
    typeof value === 'string' ? filenameProblem(value) : 'must be a string',
  );

export const IsMediaType = (options?: ValidationOptions): PropertyDecorator =>
  unless('isMediaType', options, (value) =>
    typeof value === 'string' && essenceOf(value) !== undefined
      ? undefined
      : 'must be a media type, like application/pdf',
  );

export const IsOrigin = (options?: ValidationOptions): PropertyDecorator =>
  unless('isOrigin', options, (value) =>
    typeof value === 'string' && isOrigin(value)
      ? undefined
      : 'must be an origin as browsers write it, like https://app.example.com',
  );

export const IsSha256 = (options?: ValidationOptions): PropertyDecorator =>
  unless('isSha256', options, (value) =>
    typeof value === 'string' && isSha256(value) ? undefined : 'must be 32 bytes in base64, 44 characters',
  );

export const IsUserMetadata = (options?: ValidationOptions): PropertyDecorator =>
  unless('isUserMetadata', options, (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? metadataProblem(value as Metadata)
      : 'must be an object of strings',
  );

/** A constraint that says why: valid when `problem` finds none. */
function unless(
  name: string,
  options: ValidationOptions | undefined,
  problem: (value: unknown) => string | undefined,
): PropertyDecorator {
  return ValidateBy(
    {
      name,
      validator: {
        validate: (value: unknown) => problem(value) === undefined,
        defaultMessage: (of?: ValidationArguments) => `${of?.property ?? ''} ${problem(of?.value) ?? ''}`,
      },
    },
    options,
  );
}
