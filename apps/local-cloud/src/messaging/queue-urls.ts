const THEIRS = /"http:\/\/[^/"]+(\/\d{12}\/[^"]+)"/g;
const ACTIONS = ['CreateQueue', 'GetQueueUrl', 'ListQueues', 'ListDeadLetterSourceQueues'];

/**
 * fauxqs hands out `http://sqs.<region>.localhost:…`, which not every resolver knows. A queue's URL must lead back
 * to the endpoint that was asked: SDK clients without an explicit endpoint follow it.
 */
export function pointQueueUrlsAt(host: string, action: string, body: string): string {
  return ACTIONS.includes(action) ? body.replace(THEIRS, `"http://${host}$1"`) : body;
}
