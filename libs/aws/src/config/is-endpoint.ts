import { applyDecorators } from '@nestjs/common';
import { IsUrl, Matches } from 'class-validator';

const ENDPOINT = {
  protocols: ['http', 'https'],
  require_protocol: true,
  require_tld: false,
  allow_query_components: false,
  allow_fragments: false,
};
/** A presigned path starts with the bucket: whatever stood before it would have to be signed too. */
const NO_PATH = /^[a-z]+:\/\/[^/]+\/?$/;

export const IsEndpoint = (): PropertyDecorator =>
  applyDecorators(Matches(NO_PATH, { message: '$property must not have a path' }), IsUrl(ENDPOINT));
