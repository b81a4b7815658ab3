/** The text of a plan. */
export const planMessages = {
  plan: {
    title: 'What will change on the broker',
    chooseBroker: 'Choose a broker and say what you want of it.',
    broken: 'There is no plan',
    nothing: 'Broker {{broker}} has all of this already: nothing changes.',
    does: 'On broker {{broker}}, {{create}} will be created and {{update}} changed; nothing is deleted.',
    recreates:
      'On broker {{broker}}, {{create}} will be created, {{update}} changed, and {{recreate}} deleted and made anew.',
    cost: 'With the old one go {{messages}} messages ({{size}}) and the position of {{consumers}} consumers.',
    lost: 'Gone for good: {{names}}, which the spec does not name.',
    toRecreate:
      'It can be made anew: type {{name}} below, and once more for what may be lost.',
    refuses:
      'Broker {{broker}} would refuse {{refused}} of these, so nothing would be changed.',
    unchanged: '{{total}} stay as they are',
    unlisted:
      '{{total}} more are on the broker and not in the spec; they stay as they are',
    unlistedOf: 'of {{owner}}',
    change: '{{from}} → {{to}}',
    serverDefault: "the server's default",
    action: {
      create: 'create',
      update: 'change',
      recreate: 'make anew',
      unchanged: 'unchanged',
      refused: 'refused',
    },
    column: {
      action: 'What happens',
      asset: 'Asset',
      changes: 'Changes',
    },
    kind: {
      stream: 'stream',
      consumer: 'consumer',
      keyValue: 'key-value bucket',
      objectStore: 'object store',
    },
  },
} as const;
