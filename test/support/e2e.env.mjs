// A run of several suites has a cloud for each; these tests act on the one that the stack runs on.
if (process.env.STACK_CLOUD_ENDPOINT) {
  process.env.CLOUD = process.env.STACK_CLOUD;
  process.env.CLOUD_ENDPOINT = process.env.STACK_CLOUD_ENDPOINT;
}
