import type { Diagnosis, Problem } from './diagnosis.js';

const gigabyte = 1e9;

/** What is missing or in the way, the worst first, each with the command or step that mends it. */
export function findProblems(found: Omit<Diagnosis, 'problems'>): Problem[] {
  return [...nodeProblems(found), ...engineProblems(found), ...folderProblems(found), ...roomProblems(found)];
}

const withoutFusedKernels: Problem = {
  what: 'The fused kernels were not compiled for this processor, so that training is slower.',
  remedy: 'Run `npm start`, which compiles them where there is a C++ compiler.',
};

function nodeProblems({ node }: Omit<Diagnosis, 'problems'>): Problem[] {
  if (node.supported) return [];
  return [{ what: `Node ${node.version} is too old.`, remedy: 'Install Node 20 or newer.' }];
}

function engineProblems({
  engine,
  system,
  unusedGpu,
  python,
  compiler,
}: Omit<Diagnosis, 'problems'>): Problem[] {
  if (engine.name === 'native') {
    const slow: Problem[] = engine.fusedKernels === false ? [withoutFusedKernels] : [];
    return [...(unusedGpu ? [unusedGpu] : []), ...slow];
  }
  const what = engine.fallback ?? `The engine is ${engine.name}, not native TensorFlow.`;
  if (system.platform !== 'linux' || system.arch !== 'x64') {
    return [
      { what, remedy: 'Run `npm start`, which tries the installer of tfjs-node on this kind of machine.' },
    ];
  }
  const missing: Problem[] = [];
  if (!compiler) {
    missing.push({
      what: 'There is no C++ compiler, which native TensorFlow needs once.',
      remedy: 'Run `sudo apt install g++` (or the like of your system), then `npm start`.',
    });
  }
  if (!python?.pip) {
    missing.push({
      what: 'There is no Python with pip, which downloads TensorFlow.',
      remedy: 'Run `sudo apt install python3-pip` (or the like of your system), then `npm start`.',
    });
  }
  return [{ what, remedy: 'Run `npm start`, which sets native TensorFlow up.' }, ...missing];
}

function folderProblems({ folders }: Omit<Diagnosis, 'problems'>): Problem[] {
  const variables: Record<string, string> = {
    data: 'TFDS_DATA_DIR',
    'manual data': 'TEAMNET_MANUAL_DIR',
    cache: 'TEAMNET_CACHE_DIR',
  };
  return folders.flatMap(({ name, path, exists, writable, freeBytes }): Problem[] => {
    const variable = variables[name];
    if (name === 'manual data') {
      return exists
        ? []
        : [{ what: `The ${name} folder ${path} does not exist.`, remedy: `Mend or unset ${variable}.` }];
    }
    if (!writable) {
      return [
        {
          what: `The ${name} folder ${path} cannot be written.`,
          remedy: `Set ${variable} to a folder that you may write to.`,
        },
      ];
    }
    if (freeBytes >= 2 * gigabyte) return [];
    return [
      {
        what: `The disk of the ${name} folder ${path} has ${(freeBytes / gigabyte).toFixed(1)} GB left.`,
        remedy: `Free 2 GB, or set ${variable} to a folder on another disk.`,
      },
    ];
  });
}

function roomProblems({ memory }: Omit<Diagnosis, 'problems'>): Problem[] {
  if (memory.totalBytes >= 4 * gigabyte) return [];
  const gigabytes = (memory.totalBytes / gigabyte).toFixed(1);
  return [
    {
      what: `This machine has ${gigabytes} GB of memory.`,
      remedy: 'If training is killed, choose a smaller batchSize or imageSize in homework.json.',
    },
  ];
}
