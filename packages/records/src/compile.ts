import { COMPILED_FILE, compileValidators } from './compiled-validators.js';
import { writeWhole } from './write-whole.js';

// The last step of the room's build: node dist/compile.js.
writeWhole(COMPILED_FILE, compileValidators());
