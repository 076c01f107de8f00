import type { Diagnosis, FolderDiagnosis } from './diagnosis.js';

/** A diagnosis as a table of two columns for people, then the problems, each with what mends it. */
export function formatDiagnosis(diagnosis: Diagnosis): string {
  const { engine, otherEngines = [], node, system, memory, folders, python, compiler, problems } = diagnosis;
  const rows: [string, string][] = [
    ['Engine', engine.name],
    ['Version', engine.version],
    ['Device', engine.device],
    ['Training step', engine.mode + (engine.fusedKernels ? ', fused kernels' : '')],
    ['Threads', String(engine.threads)],
    ...(engine.fallback ? [['Fallback', engine.fallback] as [string, string]] : []),
    ...otherEngines.map(({ name, usable, what }): [string, string] => [
      `Not used: ${name}`,
      usable ? `works (${what})` : what,
    ]),
    ['Node', `${node.version}${node.supported ? '' : ' (too old)'}`],
    ['System', `${system.platform} ${system.arch}`],
    ['Processor', `${system.cpu}, ${system.cores} cores`],
    ['Instructions', system.instructions.join(', ') || 'unknown'],
    ['GPU', system.gpu ?? 'none'],
    ['Memory', `${size(memory.totalBytes)}, ${size(memory.freeBytes)} free`],
    ...folders.map((folder): [string, string] => [titled(folder.name), folderLine(folder)]),
    ['Python', python ? `${python.version}, ${python.pip ? `pip ${python.pip}` : 'no pip'}` : 'none'],
    ['C++ compiler', compiler?.version ?? 'none'],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
  if (problems.length === 0) return `${table}\n\nNothing is missing.`;
  const list = problems.map(({ what, remedy }) => `- ${what}\n  ${remedy}`).join('\n');
  return `${table}\n\n${list}`;
}

function folderLine({ path, exists, writable, freeBytes, usedBytes }: FolderDiagnosis): string {
  const state = exists ? (writable ? [] : ['read-only']) : ['not there yet'];
  const used = usedBytes === undefined ? [] : [`holds ${size(usedBytes)}`];
  return `${path} (${[...state, ...used, `${size(freeBytes)} free on the disk`].join(', ')})`;
}

function titled(name: string): string {
  return `${name[0]!.toUpperCase()}${name.slice(1)} folder`;
}

function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
