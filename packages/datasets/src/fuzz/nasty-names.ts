import fc from 'fast-check';

/** Names that lead out of a folder, are none, or are taken for something else on some system. */
export const nastyName = fc.oneof(
  fc.constantFrom(
    ...[
      '../evil.jpg',
      'a/../../evil.jpg',
      'rps/rock/../../../evil.png',
      '..',
      '.',
      '',
      '/',
      './',
      '//etc/x.png',
    ],
    ...['/etc/passwd', '/tmp/teamnet-evil.png', 'C:\\evil.png', 'c:/evil.png', '\\\\host\\share\\x.png'],
    ...['..\\..\\evil.png', 'rps\\rock\\a.png', 'rps/rock/CON', 'rps/rock/nul.png', 'rps/rock/a.png:stream'],
    ...['rps/rock/a\0.png', 'rps/rock/a.png\0/../..', '\u001b[31mrps/rock/red.png', 'rps/rock/a\nb.png'],
    ...['rps/rock/A.png', 'RPS/rock/a.png', 'rps/Rock/a.png', 'rps/rock/a.png', 'rps/rock//a.png'],
    ...['rps/rock/\u202egnp.a', 'rps/rock/é.png', 'rps/rock/e\u0301.png', `rps/rock/${'n'.repeat(300)}.png`],
    ...[
      `${'d/'.repeat(2000)}a.png`,
      `rps/rock/${'n'.repeat(60000)}.png`,
      'rps/rock/.png',
      'rps/rock/',
      'rps',
    ],
    ...['__proto__/constructor/a.png', 'rps/__proto__/a.png', 'rps/constructor/toString.png'],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('rock', 'paper', 'scissors').map((label) => `rps/${label}/${label}9.png`),
);
