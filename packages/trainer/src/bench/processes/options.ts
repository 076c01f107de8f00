/** @returns the option's number; ends the program with one clear error where it is not a whole one of `least` or more */
export function wholeNumber(text: string, option: string, least: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  return refuse(`${option} is "${text}".`, `Give it a whole number of ${least} or more.`);
}

/** Ends the program: it was called in a wrong way. */
export function refuse(message: string, remedy: string): never {
  console.error(`error: ${message}\n  → ${remedy}`);
  return process.exit(2);
}
