import { writeFileSync } from 'node:fs';

// Imported into a measured process (--import): says at its end how much memory it took at most.
const file = process.env.TEAMNET_BENCH_PEAK;
if (file)
  process.on('exit', () => {
    // maxRSS is in KiB (getrusage(2)).
    writeFileSync(file, JSON.stringify(process.resourceUsage().maxRSS * 1024));
  });
