import { System as SystemBehindProxies } from '../rig/system.js';
import { DEV_API_KEY } from '../../../tools/stack/environment.js';
import { Airlock } from '../../e2e/support/airlock.js';
import { Cloud } from '../../e2e/support/cloud.js';

/** The system, a backend that uses it, and the cloud as a stranger sees it past the faults. */
export class System extends SystemBehindProxies {
  readonly cloud = new Cloud(this.cloudEndpoint);

  get airlock(): Airlock {
    return new Airlock(this.url, DEV_API_KEY);
  }

  /** The lines that an app logged in that context, with that text in them. */
  said(context: string, text: string): string[] {
    return this.log.filter((line) => line.includes(`"${context}"`) && line.includes(text));
  }

  override async stop(): Promise<void> {
    await this.cloud.close();
    await super.stop();
  }
}
