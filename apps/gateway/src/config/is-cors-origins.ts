import { ValidateBy } from 'class-validator';
import { isOrigin } from '#core';
import type { Origins } from '../http/cors.js';

/** The origins of `*`, of `none`, or of a comma-separated list; undefined if one of them is no origin. */
export function parseCorsOrigins(list: string): Origins | undefined {
  if (list === '*') return '*';
  if (list === 'none') return [];
  const origins = list.split(',').map((origin) => origin.trim());
  return origins.every(isOrigin) ? origins : undefined;
}

export const IsCorsOrigins = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCorsOrigins',
    validator: {
      validate: (list: unknown) => typeof list === 'string' && parseCorsOrigins(list) !== undefined,
      defaultMessage: () =>
        'CORS_ORIGINS must be *, none, or origins like https://app.example.com, comma separated',
    },
  });
