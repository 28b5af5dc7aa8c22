import { describeLoad } from './support/load.js';

describeLoad({ queued: 120, rolling: 40, patienceMilliseconds: 120_000 });
