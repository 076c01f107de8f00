// Prepares a data set in a fresh process: our-prepare.js BUILDER.json BASE DATA_DIR CACHE_DIR. Says seconds, without the
// start of the process, and the peak of its memory in MB.
import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import '../../index.js';
import { findBuilder } from '../../builders/all-builders.js';
import type { DatasetBuilder } from '../../builders/builder.js';
import { prepareFromArchives } from '../../sources/prepare-from-archives.js';

const [file, downloadBase, dataDir, cacheDir] = process.argv.slice(2) as [string, string, string, string];
const { name, archives } = JSON.parse(readFileSync(file, 'utf8')) as Pick<
  DatasetBuilder,
  'name' | 'archives'
>;
// Loaded while time is taken otherwise, as only a tgz needs it; TFDS has loaded everything before, too.
await import('tar');
// V8 still compiles what loading ran often; TFDS' side waits as long.
await setTimeout(200);
const start = performance.now();
await prepareFromArchives({ ...findBuilder(name), archives }, { dataDir, cacheDir, downloadBase }, undefined);
const seconds = (performance.now() - start) / 1000;
// Not what resourceUsage says, which begins with the memory of the process that started this one.
const peak = /VmHWM:\s+(\d+)/.exec(
  existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '',
)?.[1];
console.log(
  JSON.stringify({ seconds, memory: Math.round(Number(peak ?? process.resourceUsage().maxRSS) / 1024) }),
);
