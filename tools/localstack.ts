import '#require-node';
import { nativeLocalStack } from './localstack/native.js';
import { inForeground } from './foreground.js';
import { settings } from './settings.js';
import { CLOUD_CREDENTIALS } from './stack/environment.js';
import { Kept } from './stack/kept.js';
import { printed } from './stack/log.js';
import { assertFree } from './stack/ports.js';

/** `npm run localstack`: S3, SQS and SNS of LocalStack, provisioned by its init hook, until Ctrl-C. */
await inForeground(async (signal) => {
  const { cloudPort } = settings(process.env);
  const log = printed(process.stdout);
  await assertFree(cloudPort, 'LOCAL_CLOUD_PORT');
  const { program, publicEndpoint } = await nativeLocalStack(cloudPort, log);
  const kept = await Kept.start(program, log, signal);
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = CLOUD_CREDENTIALS;
  log(
    'cloud',
    `LocalStack is at ${publicEndpoint}, credentials ${AWS_ACCESS_KEY_ID}/${AWS_SECRET_ACCESS_KEY}`,
  );
  return kept;
});
