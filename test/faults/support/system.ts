import { System as SystemBehindProxies } from '../../../dev/faults/system.js';
import { DEV_API_KEY } from '../../../dev/stack/environment.js';
import { Airlock } from '../../e2e/support/airlock.js';

/** The system, with a backend that uses it. */
export class System extends SystemBehindProxies {
  get airlock(): Airlock {
    return new Airlock(this.url, DEV_API_KEY);
  }
}
