import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pythonVenv } from '@teamnet/trainer/bench/processes/python-venv';
import { measureCommand } from './measure-command.js';

const PACKAGES = ['nbgrader==0.9.6', 'ipykernel==7.4.0', 'nbconvert==7.17.2'];

/** Seconds of `nbgrader autograde`, and what they make of many notebooks. */
export interface NbgraderFigures {
  /** Measured, by the number of notebooks. */
  measured: Record<string, number>;
  /** Of one notebook more: the slope between the measured numbers. */
  secondsEach: number;
}

/**
 * `nbgrader autograde` of trivial notebooks: one function to write, one test of it.
 * @param counts of notebooks, two of them, the smaller first
 */
export async function measureNbgrader(counts: readonly [number, number]): Promise<NbgraderFigures> {
  const python = pythonVenv('nbgrader-0.9.6', PACKAGES);
  const measured: Record<string, number> = {};
  for (const count of counts) {
    const course = mkdtempSync(join(tmpdir(), 'teamnet-nbgrader-'));
    const nbgrader = (...args: string[]) =>
      measureCommand(python, ['-m', 'nbgrader', ...args], {
        cwd: course,
        // The kernel is looked for beside this python.
        env: { PATH: `${dirname(python)}:${process.env.PATH}`, HOME: course },
      });
    try {
      makeCourse(course, count);
      await nbgrader('generate_assignment', 'ps1');
      measured[count] = (await nbgrader('autograde', 'ps1')).seconds;
    } finally {
      rmSync(course, { recursive: true, force: true });
    }
  }
  const [few, many] = counts;
  return { measured, secondsEach: (measured[many]! - measured[few]!) / (many - few) };
}

function makeCourse(course: string, count: number): void {
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(course, path)), { recursive: true });
    writeFileSync(join(course, path), content);
  };
  write('nbgrader_config.py', 'c = get_config()\nc.CourseDirectory.course_id = "bench"\n');
  write('source/ps1/ps1.ipynb', notebook('def add(a, b):\n    return a + b'));
  for (let student = 1; student <= count; student++)
    write(
      `submitted/s${student}/ps1/ps1.ipynb`,
      notebook(`def add(a, b):\n    return a + b  # by s${student}`),
    );
}

/** An answer and its test, in nbformat 4 with nbgrader's cell metadata. */
function notebook(answer: string): string {
  const cell = (source: string, id: string, nbgrader: object) => ({
    ...{ cell_type: 'code', execution_count: null, id, outputs: [], source },
    metadata: { nbgrader: { grade_id: id, schema_version: 3, task: false, ...nbgrader } },
  });
  return JSON.stringify({
    cells: [
      cell(answer, 'add', { grade: false, locked: false, solution: true }),
      cell('assert add(1, 2) == 3', 'test-add', { grade: true, locked: true, points: 1, solution: false }),
    ],
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  });
}
