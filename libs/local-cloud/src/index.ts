export { startLocalCloud, type LocalCloud, type LocalCloudOptions } from './start-local-cloud.js';
