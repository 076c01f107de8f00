/** What the threads run that unpack a zip. */
export { writeZipMembers as default } from './write-zip-members.js';
