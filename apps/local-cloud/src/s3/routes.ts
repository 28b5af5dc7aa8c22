import { abortMultipartUpload } from './operations/abort-multipart-upload.js';
import { completeMultipartUpload } from './operations/complete-multipart-upload.js';
import { copyObject } from './operations/copy-object.js';
import { createBucket } from './operations/create-bucket.js';
import { createMultipartUpload } from './operations/create-multipart-upload.js';
import { deleteBucket } from './operations/delete-bucket.js';
import { deleteObject } from './operations/delete-object.js';
import { deleteObjects } from './operations/delete-objects.js';
import { getBucketNotification } from './operations/get-bucket-notification.js';
import { getBucketVersioning } from './operations/get-bucket-versioning.js';
import { getConfiguration, putConfiguration } from './operations/bucket-configuration.js';
import { getObject } from './operations/get-object.js';
import { headBucket } from './operations/head-bucket.js';
import { headObject } from './operations/head-object.js';
import { listMultipartUploads } from './operations/list-multipart-uploads.js';
import { listParts } from './operations/list-parts.js';
import { listObjectsV2 } from './operations/list-objects-v2.js';
import { putBucketCors } from './operations/put-bucket-cors.js';
import { putBucketNotification } from './operations/put-bucket-notification.js';
import { putObject } from './operations/put-object.js';
import { uploadPartCopy } from './operations/upload-part-copy.js';
import { uploadPart } from './operations/upload-part.js';
import { S3Error } from './s3-error.js';
import type { S3Request } from './s3-request.js';
import type { Operation } from './s3-state.js';

/** Method, then what is addressed, then the query parameter that names a subresource. */
const ROUTES: Readonly<Record<string, Operation>> = {
  'PUT bucket': createBucket,
  'HEAD bucket': headBucket,
  'DELETE bucket': deleteBucket,
  'GET bucket list-type': listObjectsV2,
  'POST bucket delete': deleteObjects,
  'PUT bucket cors': putBucketCors,
  'GET bucket cors': getConfiguration('cors', 'NoSuchCORSConfiguration'),
  'PUT bucket notification': putBucketNotification,
  'GET bucket notification': getBucketNotification,
  'PUT bucket versioning': putConfiguration('versioning'),
  'GET bucket versioning': getBucketVersioning,
  'PUT bucket lifecycle': putConfiguration('lifecycle'),
  'GET bucket lifecycle': getConfiguration('lifecycle', 'NoSuchLifecycleConfiguration'),
  'PUT bucket policy': putConfiguration('policy'),
  'GET bucket policy': getConfiguration('policy', 'NoSuchBucketPolicy'),
  'PUT bucket publicAccessBlock': putConfiguration('publicAccessBlock'),
  'GET bucket publicAccessBlock': getConfiguration(
    'publicAccessBlock',
    'NoSuchPublicAccessBlockConfiguration',
  ),
  'PUT bucket ownershipControls': putConfiguration('ownershipControls'),
  'GET bucket ownershipControls': getConfiguration('ownershipControls', 'OwnershipControlsNotFoundError'),
  'PUT bucket encryption': putConfiguration('encryption'),
  'GET bucket encryption': getConfiguration('encryption', 'ServerSideEncryptionConfigurationNotFoundError'),
  'PUT object': putObject,
  'PUT object x-amz-copy-source': copyObject,
  'POST object uploads': createMultipartUpload,
  'GET bucket uploads': listMultipartUploads,
  'PUT object partNumber uploadId': uploadPart,
  'PUT object partNumber uploadId x-amz-copy-source': uploadPartCopy,
  'GET object uploadId': listParts,
  'POST object uploadId': completeMultipartUpload,
  'DELETE object uploadId': abortMultipartUpload,
  'GET object': getObject,
  'HEAD object': headObject,
  'DELETE object': deleteObject,
};

/** Parameters that describe an operation or its answer instead of naming another one. */
const NOT_A_SUBRESOURCE =
  /^(x-id|x-amz-.*|response-.*|prefix|start-after|continuation-token|max-keys|encoding-type|delimiter|fetch-owner|max-parts|part-number-marker|max-uploads|key-marker|upload-id-marker)$/i;

/** Headers that ask for what this cloud has not. */
const UNSUPPORTED_HEADER =
  /^x-amz-(acl|grant-|tagging|server-side-encryption|object-lock-|storage-class|website-redirect)/;

/** What nobody implemented is refused: an ignored `?versionId` or tag would do something else than was asked. */
export function route(request: S3Request): Operation {
  const { method, bucket, key, query, headers } = request;
  const level = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object';
  const subresources = query
    .map(([name]) => name)
    .filter((name) => !NOT_A_SUBRESOURCE.test(name))
    .sort();
  if (headers['x-amz-copy-source'] !== undefined) subresources.push('x-amz-copy-source');
  const unsupported = Object.keys(headers).find((header) => UNSUPPORTED_HEADER.test(header));
  if (unsupported !== undefined)
    throw new S3Error('NotImplemented', `This cloud does not implement: ${unsupported}`);
  const name = [method, level, ...subresources].join(' ');
  const operation = ROUTES[name];
  if (operation === undefined) throw new S3Error('NotImplemented', `This cloud does not implement: ${name}`);
  return operation;
}
