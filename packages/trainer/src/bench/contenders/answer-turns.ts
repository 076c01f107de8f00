import { createInterface } from 'node:readline';

/** The contender's side of a TurnProcess: says `ready` and answers each line. @param ready versions and settings */
export async function answerTurns(ready: string, answer: (line: string) => number): Promise<void> {
  console.log(ready);
  for await (const line of createInterface({ input: process.stdin })) console.log(answer(line));
}
