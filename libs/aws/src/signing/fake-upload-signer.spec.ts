import { FakeUploadSigner } from '#testing';
import { describeUploadSigner } from './upload-signer.contract.js';

describeUploadSigner('FakeUploadSigner', () => new FakeUploadSigner(300));
