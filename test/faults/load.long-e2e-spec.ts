import { describeLoad } from './support/load.js';

describeLoad({ queued: 5000, rolling: 1000, patienceMilliseconds: 900_000 });
