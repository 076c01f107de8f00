/** How the platforms know a student; what is not known is left out. */
export interface Identity {
  email?: string;
  /** PrairieLearn's uid, mostly an e-mail address. */
  uid?: string;
  /** Canvas' "ID". */
  canvasId?: string;
  /** Canvas' "SIS User ID". */
  sisId?: string;
  /** Canvas' "SIS Login ID". */
  login?: string;
  /** The number of Moodle's "Participant 1234". */
  moodleId?: string;
  githubUsername?: string;
}

/** Headings of a map, lower-case and without spaces, `-` and `_`. */
export const IDENTITY_HEADINGS: Record<string, keyof Identity | 'id'> = {
  id: 'id',
  student: 'id',
  identifier: 'id',
  rosteridentifier: 'id',
  학번: 'id',
  email: 'email',
  emailaddress: 'email',
  이메일: 'email',
  uid: 'uid',
  canvasid: 'canvasId',
  sisid: 'sisId',
  sisuserid: 'sisId',
  login: 'login',
  loginid: 'login',
  sisloginid: 'login',
  moodleid: 'moodleId',
  participant: 'moodleId',
  github: 'githubUsername',
  githubusername: 'githubUsername',
};
