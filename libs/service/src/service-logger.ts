import { ConsoleLogger } from '@nestjs/common';

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

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && FRAMEWORK_CONTEXTS.has(context)) return;
    super.log(message, ...rest);
  }
}
