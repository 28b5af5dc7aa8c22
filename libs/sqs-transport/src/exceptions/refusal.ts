import { BadRequestException } from '@nestjs/common';
import { MessageRefused } from './message-refused.js';
import { textOf } from './reason.js';

/**
 * A pipe's BadRequestException (ValidationPipe, ParseIntPipe …) says that the message is bad: trying again will not
 * make it better.
 */
export function isRefusal(error: unknown): boolean {
  return error instanceof MessageRefused || error instanceof BadRequestException;
}

/**
 * The one error that decides about a message of which several parts failed: a failure is worth a retry, a refusal is
 * not, so any failure outweighs all refusals; and of several refusals every reason counts.
 */
export function decisive(errors: readonly unknown[]): unknown {
  const failure = errors.findIndex((error) => !isRefusal(error));
  if (failure !== -1) return errors[failure];
  const [first] = errors;
  return errors.length === 1 ? first : new MessageRefused(errors.map(textOf).join('; '));
}
