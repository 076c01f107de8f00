import { expect, test } from 'vitest';
import { dataFolders } from './data-options.js';

test('folders come from the options, else the environment, else the home folder', () => {
  const env = { HOME: '/home/mina' };
  expect(dataFolders({}, env)).toEqual({
    dataDir: '/home/mina/tensorflow_datasets',
    manualDir: undefined,
    cacheDir: '/home/mina/.cache/teamnet',
  });
  const set = { ...env, TFDS_DATA_DIR: '/data', TEAMNET_MANUAL_DIR: '~/photos', XDG_CACHE_HOME: '/xdg' };
  expect(dataFolders({}, set)).toEqual({
    dataDir: '/data',
    manualDir: '/home/mina/photos',
    cacheDir: '/xdg/teamnet',
  });
  expect(dataFolders({ dataDir: '/a', cacheDir: '/c' }, { ...set, TEAMNET_CACHE_DIR: '/b' })).toMatchObject({
    dataDir: '/a',
    cacheDir: '/c',
  });
});
