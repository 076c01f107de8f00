/** Why an image cannot be decoded, in one line without a stop. */
export function decodeProblem(error: unknown): string {
  const [line] = String((error as Error)?.message ?? error).split('\n');
  const words: Record<string, string> = {
    'Input buffer contains unsupported image format': 'it is no JPEG, PNG or other image',
    'Input image exceeds pixel limit': 'it has more than 67 million pixels',
    'Input Buffer is empty': 'it is empty',
  };
  return words[line!] ?? line!;
}
