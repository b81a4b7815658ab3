/** The text of the lists in forms. */
export const streamsFieldMessages = {
  paste: {
    open: 'Paste YAML',
    label: 'YAML or JSON',
    description:
      'A messaging spec, NACK manifests, or what nats stream info --json prints',
    found_one: '{{total}} is in this text.',
    found_other: '{{total}} are in this text.',
    beside: 'Taken as well, without a field in the form: {{fields}}.',
    others: 'What belongs into other lists is left out: {{lists}}.',
    broken: 'The text cannot be read: {{message}}.',
    add: 'Add to the list',
    replace: 'Replace the list',
    cancel: 'Cancel',
  },
} as const;
