/** The text of the preview of a change. */
export const changeMessages = {
  change: {
    title: 'What the change does',
    current: 'The broker as it is',
    chooseBroker: 'Choose a broker to see it.',
    reading: 'Reading the repository …',
    broken: 'There is no preview',
    readFrom: 'As read in {{repository}}.',
    setting: 'Setting',
    now: 'Now',
    then: 'After the change',
    gone: 'gone',
    settings: 'Settings ({{total}})',
    files: 'Files ({{total}})',
    consequences: 'What happens in the cluster',
    procedure: 'How to do it safely',
    severity: {
      error: 'take care',
      warning: 'warning',
      info: 'to know',
    },
    outcome: {
      mistakes: 'This cannot be changed yet; see what is wrong.',
      nothing: 'Nothing changes yet: a blank field stays as it is.',
      error:
        'Something is refused, lost or stands still unless it is done with care; the steps stand below.',
      warning: 'It can be made; something is worth knowing before.',
      info: 'It can be made as it is.',
      unnoticed: 'It can be made; the cluster notices nothing of it.',
    },
    file: {
      added: 'comes',
      changed: 'changes',
      removed: 'goes',
    },
  },
} as const;
