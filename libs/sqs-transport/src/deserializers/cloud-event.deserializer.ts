import { CloudEvent, ValidationError } from 'cloudevents';
import { MessageRefused } from '../exceptions/message-refused.js';
import { isJsonObject, parseJsonObject, type JsonObject } from './json-object.js';
import type { SqsDeserializer } from './sqs-deserializer.js';

/** CloudEvents 1.0, 3.1: without these it is no event. The package makes up a missing id, and takes no version for 1.0. */
const REQUIRED = ['id', 'source', 'type', 'specversion'] as const;
/** Longer than any real identifier; keeps the package's patterns off megabytes of hostile text. */
const MAX_ATTRIBUTE_CHARACTERS = 2048;

/** Reads CloudEvents 1.0 in JSON's structured mode: the pattern is the event's type, the data the whole event as it was sent. */
export function cloudEventDeserializer(): SqsDeserializer {
  return (message) => {
    const event = parseJsonObject(message);
    validate(event);
    return [{ pattern: String(event.type), data: event }];
  };
}

function validate(event: JsonObject): void {
  const missing = REQUIRED.filter((name) => typeof event[name] !== 'string' || event[name] === '');
  if (missing.length > 0) throw refused(`without ${missing.join(', ')}`);
  if (event.specversion !== '1.0') throw refused('specversion is not 1.0');
  const { data: _, data_base64: __, ...attributes } = event;
  if (Object.values(attributes).some(isTooLong))
    throw refused(`an attribute is longer than ${MAX_ATTRIBUTE_CHARACTERS} characters`);
  try {
    new CloudEvent(event);
  } catch (error) {
    throw refused(problemsOf(error));
  }
}

const isTooLong = (value: unknown): boolean =>
  typeof value === 'string' && value.length > MAX_ATTRIBUTE_CHARACTERS;

const refused = (problem: string): MessageRefused => new MessageRefused(`not a CloudEvent: ${problem}`);

/** Only the schema's own words: the rest of the package's text quotes the event. */
function problemsOf(error: unknown): string {
  const problems = error instanceof ValidationError ? (error.errors ?? []) : [];
  const texts = problems.flatMap((problem) =>
    isJsonObject(problem) && typeof problem.message === 'string'
      ? [`${String(problem.instancePath)} ${problem.message}`.trim()]
      : [],
  );
  return texts.join('; ') || 'an attribute is not valid';
}
