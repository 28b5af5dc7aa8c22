import {
  getMetadataStorage,
  validateSync,
  type ValidationError,
  type ValidationOptions,
} from 'class-validator';
import type { Refusal, RefusalCode } from './refusal.js';

/** Enough to see what one did wrong; an answer is not to grow with the request. */
const MAX_UNKNOWN_FIELDS_NAMED = 20;

/** The fields as far as they are what the class says, and what is wrong with the others. */
export interface Reading<Shape> {
  readonly fields: Partial<Shape>;
  readonly refusals: readonly Refusal[];
}

/** A decorator's options for a field that has a code of its own; the others are refused as `invalid-request`. */
export const refusedAs = (code: RefusalCode): ValidationOptions => ({ context: { code } });

/**
 * Reads parsed JSON, or a parsed query, as a class-validator class. Fields are assigned one by one from the names the
 * class has: class-transformer drops, and class-validator's whitelist overlooks, whatever is named like a member of
 * `Object.prototype` (`constructor`, `toString`), and an unknown field is to be refused, never stripped.
 */
export function shapeOf<Shape extends object>(shape: new () => Shape): (json: unknown) => Reading<Shape> {
  const names = new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(shape, '', true, false)
      .map(({ propertyName }) => propertyName),
  );
  return (json) => {
    if (!isObject(json)) return { fields: {}, refusals: [refusal('', 'the body must be a JSON object')] };
    const known = Object.entries(json).filter(([name]) => names.has(name));
    const unknown = Object.keys(json).filter((name) => !names.has(name));
    const fields: Shape = Object.assign(new shape(), Object.fromEntries(known));
    const errors = validateSync(fields, { stopAtFirstError: true, forbidUnknownValues: false });
    const refused = new Set(errors.map(({ property }) => property));
    return {
      fields: Object.fromEntries(known.filter(([name]) => !refused.has(name))) as Partial<Shape>,
      refusals: [
        ...errors.map(fromValidation),
        ...unknown.slice(0, MAX_UNKNOWN_FIELDS_NAMED).map((name) => refusal(name, 'there is no such field')),
      ],
    };
  };
}

function fromValidation({ property, constraints = {}, contexts = {} }: ValidationError): Refusal {
  const [[constraint, message] = ['', `${property} is invalid`]] = Object.entries(constraints);
  const { code } = (contexts[constraint] ?? {}) as { code?: RefusalCode };
  return refusal(property, message, code);
}

const refusal = (field: string, message: string, code: RefusalCode = 'invalid-request'): Refusal => ({
  field,
  code,
  message,
});

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
