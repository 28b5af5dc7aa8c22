// CommonJS packages that reach for Nest must find the very instances the ESM tests use.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
import { jest } from '@jest/globals';

jest.setTimeout(globalThis.testTimeoutMilliseconds);
