import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TensorFlowFolderError } from '../errors.js';
import { checkTensorFlowFolder, headerVersion } from './tensorflow-folder.js';
import { otherMachine, writeFakeTensorFlow } from './testing/fake-tensorflow.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-tensorflow-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the folder itself and the folder around it are both understood', () => {
  writeFakeTensorFlow(join(folder, 'tensorflow'));
  expect(checkTensorFlowFolder(folder)).toBe(join(folder, 'tensorflow'));
  expect(checkTensorFlowFolder(join(folder, 'tensorflow'))).toBe(join(folder, 'tensorflow'));
});

test('a folder that is not there, an empty one and one without headers are named', () => {
  const nowhere = join(folder, 'nowhere');
  expect(() => checkTensorFlowFolder(nowhere)).toThrow(
    `TensorFlow in ${nowhere} cannot be used: there is no such`,
  );
  expect(() => checkTensorFlowFolder(folder)).toThrow('it holds no libtensorflow_cc.so.2.');
  writeFakeTensorFlow(folder);
  rmSync(join(folder, 'include'), { recursive: true });
  expect(() => checkTensorFlowFolder(folder)).toThrow('its headers (include/tensorflow/c) are missing');
});

test('another major version is named', () => {
  writeFakeTensorFlow(folder, { major: 1 });
  expect(() => checkTensorFlowFolder(folder)).toThrow(
    'libtensorflow_cc.so.1, libtensorflow_framework.so.1 (another',
  );
});

test('a TensorFlow for another processor is named', () => {
  writeFakeTensorFlow(folder, { machine: otherMachine });
  expect(() => checkTensorFlowFolder(folder)).toThrow(TensorFlowFolderError);
  expect(() => checkTensorFlowFolder(folder)).toThrow(`this machine is ${process.arch}`);
});

test('the version is read from the headers where they are whole', () => {
  writeFakeTensorFlow(folder);
  expect(headerVersion(folder)).toBeUndefined();
  const headers = join(folder, 'include', 'tensorflow', 'core', 'public');
  mkdirSync(headers, { recursive: true });
  const lines = ['MAJOR_VERSION 2', 'MINOR_VERSION 21', 'PATCH_VERSION 0'].map(
    (line) => `#define TF_${line}`,
  );
  writeFileSync(join(headers, 'release_version.h'), lines.join('\n'));
  expect(headerVersion(folder)).toBe('2.21.0');
});
