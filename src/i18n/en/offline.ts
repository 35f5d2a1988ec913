export default {
  title: 'On this machine',
  lead: 'Everything this page needs can stay in this browser. Then it opens and runs without a network, and nothing has to be fetched again.',
  summary: {
    unknown: 'looking…',
    unable: 'nothing is kept here',
    partly: (held: string, all: string) => `${held} of ${all} kept`,
    keeping: (done: string, all: string) => `keeping ${done} of ${all}`,
    checking: (done: string, all: string) => `checking ${done} of ${all}`,
    kept: (all: string) => `all ${all} kept: runs without a network`,
    full: 'this browser has no more room',
    failed: 'not everything is kept',
  },
  before: (rest: string) => `${rest} still have to come from the server.`,
  beforeTimed: (rest: string, time: string) =>
    `${rest} still have to come from the server: about ${time} at the speed this browser reports.`,
  left: (time: string) => `about ${time} left`,
  unable:
    'This browser lends no storage to this page, so the models are fetched at each visit. Open it at an https address or on localhost to keep them.',
  full: (need: string, lent: string) =>
    `The page needs ${need}, and this browser lends it ${lent} here. Free some space on this machine, then press Keep.`,
  fullUnknown: 'This browser lends no more room. Free some space on this machine, then press Keep.',
  verified: 'Every kept file was read again: all are as they should be.',
  mended: (count: number) =>
    count === 1
      ? 'One file had changed or was lost; it has been fetched again and is right.'
      : `${count} files had changed or were lost; they have been fetched again and are right.`,
  used: (used: string, lent: string) => `Used here: ${used} of the ${lent} this browser lends.`,
  yours: 'What you write and what is drawn is no part of this: it stays on this page only.',
  keep: 'Keep',
  stop: 'Stop',
  verify: 'Verify and repair',
  remove: 'Remove',
  install: 'Install as an app',
  licences: 'Licences of what this page is made of',
  update: {
    ready: 'A newer version of this page is here.',
    waiting: 'It changes over as soon as the models have finished.',
    take: 'Change over',
  },
};
