import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** What Nest says while it starts: dozens of lines about itself, before the first one about the work. */
const FRAMEWORK_CONTEXTS = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestMicroservice',
  'NestApplication',
]);

/** One line an event: JSON for machines, where hostile text stays inside its string; or pretty for a terminal. */
export class ServiceLogger extends ConsoleLogger {
  constructor(format: 'json' | 'pretty') {
    super({ json: format === 'json', colors: false, compact: true, breakLength: Infinity });
  }

  /** Nest would inspect an object over several lines, and count its keys. */
  protected override stringifyMessage(message: unknown, logLevel: LogLevel): string {
    const isFields = typeof message === 'object' && message !== null && !Array.isArray(message);
    return super.stringifyMessage(isFields ? fieldsOf(message) : message, logLevel);
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && FRAMEWORK_CONTEXTS.has(context)) return;
    super.log(message, ...rest);
  }
}

/** `status=200 route=/uploads/:id`: what is not one word is quoted, so that hostile text forges no field. */
const fieldsOf = (message: object): string =>
  Object.entries(message)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${wordOf(value)}`)
    .join(' ');

const wordOf = (value: unknown): string =>
  typeof value === 'string' && /^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value);
